import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isProgram, ProgramStore } from './program-store'

const programNamed = (number: number) => `xla_compile_cache__${number}__7__XLA_CPU_JIT.pb`
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))

function newStore() {
  const folder = mkdtempSync(join(tmpdir(), 'cooldown-programs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const store = new ProgramStore(folder)
  const add = (name: string, text: string) => {
    store.add(name, bytesOf(text), join(folder, 'draft'))
  }
  return { folder, store, add }
}

test('gives back what was added, and leaves no draft', () => {
  const { folder, store, add } = newStore()
  add(programNamed(1), 'one')
  add(programNamed(2), 'two')
  expect(Object.fromEntries(store.read())).toEqual({
    [programNamed(1)]: Buffer.from('one'),
    [programNamed(2)]: Buffer.from('two'),
  })
  expect(readdirSync(folder).filter((name) => name === 'draft')).toEqual([])
})

test.each<[string, (path: string) => void]>([
  ['cut short', (path) => writeFileSync(path, readFileSync(path).subarray(0, 2))],
  ['emptied', (path) => writeFileSync(path, '')],
  ['changed', (path) => writeFileSync(path, 'onf')],
  ['made longer than any program', (path) => writeFileSync(path, Buffer.alloc(16 * 1024 ** 2 + 1))],
  [
    'replaced by a folder',
    (path) => {
      rmSync(path)
      mkdirSync(path)
      writeFileSync(join(path, 'within'), '')
    },
  ],
  [
    'replaced by a link',
    (path) => {
      rmSync(path)
      symlinkSync('/dev/zero', path)
    },
  ],
])('an entry that was %s is removed, the others stay', (_, harm) => {
  const { folder, store, add } = newStore()
  add(programNamed(1), 'one')
  const [entry = ''] = readdirSync(folder)
  add(programNamed(2), 'two')
  harm(join(folder, entry))
  expect([...store.read().keys()]).toEqual([programNamed(2)])
  expect(readdirSync(folder)).not.toContain(entry)
})

test('the same program added by two at once is there once', () => {
  const { folder, add } = newStore()
  add(programNamed(1), 'one')
  add(programNamed(1), 'one')
  expect(readdirSync(folder)).toHaveLength(1)
})

test('one program in two forms is given in one, and dropped in both', () => {
  const { folder, store, add } = newStore()
  add(programNamed(1), 'one')
  add(programNamed(1), 'other')
  add(programNamed(2), 'two')
  expect([...store.read().keys()].sort()).toEqual([programNamed(1), programNamed(2)])
  store.drop([programNamed(1)])
  expect([...store.read().keys()]).toEqual([programNamed(2)])
  expect(readdirSync(folder)).toHaveLength(1)
})

test('the newest 32 are kept', () => {
  const { folder, store, add } = newStore()
  for (let number = 0; number < 40; number++) {
    add(programNamed(number), String(number))
    const added = readdirSync(folder).find((name) => name.startsWith(programNamed(number)))
    utimesSync(join(folder, added ?? ''), number, number)
  }
  add(programNamed(40), 'newest')
  const names = [...store.read().keys()].sort()
  expect(names).toEqual(Array.from({ length: 32 }, (_, at) => programNamed(at + 9)).sort())
})

test('what is not whole, or not for the processor, is no program', () => {
  expect(isProgram(programNamed(1))).toBe(true)
  expect(isProgram(`${programNamed(1)}vm-29ac-1496.tmp`)).toBe(false)
  expect(isProgram('xla_compile_cache__1__7__XLA_GPU_JIT.pb')).toBe(false)
  expect(isProgram('../xla_compile_cache__1__7__XLA_CPU_JIT.pb')).toBe(false)
})
