import { expect, test } from 'vitest'
import { machineKey, type Machine } from './machine-key'

const processor = (changes: Readonly<Record<string, string>> = {}) =>
  Object.entries({
    ...{ processor: '0', vendor_id: 'GenuineIntel', 'cpu family': '6', model: '85' },
    ...{ 'model name': 'Intel(R) Xeon(R)', stepping: '7', 'cpu MHz': '2500.1' },
    ...{ flags: 'fpu avx2 avx512f', bogomips: '5000.0', ...changes },
  })
    .map(([name, value]) => `${name}\t: ${value}`)
    .join('\n')

const machine = (changes: Partial<Machine> = {}): Machine => ({
  ...{ processors: processor(), architecture: 'x64', cores: 2, threads: '2', options: '' },
  ...{ tensorflow: ['libtensorflow_cc.so.2 788086608 1.5'], ...changes },
})

const key = (changes: Partial<Machine> = {}) => machineKey(machine(changes))

test('is the same for the same machine, whatever its clock and the number of a processor', () => {
  expect(key()).toMatch(/^[0-9a-f]{32}$/)
  const later = processor({ processor: '1', 'cpu MHz': '3100.7', bogomips: '5000.2' })
  expect(key({ processors: `${processor()}\n\n${later}` })).toBe(key())
})

test.each<[string, Partial<Machine>]>([
  ['model of processor', { processors: processor({ model: '106' }) }],
  ['set of instructions', { processors: processor({ flags: 'fpu avx2' }) }],
  ['kind of core beside the first', { processors: `${processor()}\n${processor({ model: '1' })}` }],
  ['architecture', { architecture: 'arm64' }],
  ['number of processors', { cores: 4 }],
  ['number of threads', { threads: '1' }],
  ['TensorFlow', { tensorflow: ['libtensorflow_cc.so.2 788086609 1.5'] }],
  ['option of XLA', { options: '--xla_cpu_enable_fast_math=true' }],
])('is another for another %s', (_, changes) => {
  expect(key(changes)).not.toBe(key())
})

test('is known on ARM', () => {
  const arm = 'processor : 0\nFeatures : fp asimd sve\nCPU implementer : 0x41\nCPU part : 0xd40'
  expect(key({ processors: arm })).not.toBeNull()
  expect(key({ processors: arm.replace('0xd40', '0xd49') })).not.toBe(key({ processors: arm }))
})

test('is not known where the instructions are not told', () => {
  expect(key({ processors: '' })).toBeNull()
  expect(key({ processors: 'processor : 0\nmodel name : flags' })).toBeNull()
})
