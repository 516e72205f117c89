import { expect, test } from 'vitest'
import { readSpec, ScheduleError } from './index'

const refusal = (spec: unknown) => {
  try {
    readSpec(spec)
  } catch (error) {
    if (error instanceof ScheduleError) return error.message
    throw error
  }
  return 'accepted'
}

const newer = 'was written by a newer Cooldown: version 2; this one reads up to 1'

test.each([
  [{ kind: 'constant', rate: 1, version: 1 }, 'accepted'],
  [{ kind: 'constant', rate: 1, version: 2 }, `schedule.version: ${newer}`],
  [{ kind: 'constant', rate: 1, version: '1' }, 'schedule.version: must be 1, was "1"'],
  [{ kind: 'spiral', version: 2 }, `schedule.version: ${newer}`],
  [{ kind: 'constant', rate: 1, bend: 3, version: 2 }, `schedule.version: ${newer}`],
  [
    { kind: 'clamp', schedule: { kind: 'spiral', version: 2 } },
    `schedule.schedule.version: ${newer}`,
  ],
])('the version comes before what it may have brought: %j', (spec, message) => {
  expect(refusal(spec)).toBe(message)
})

const constant = { kind: 'constant', rate: 1 }
const formula = (expression: string) => ({ kind: 'formula', expression })

test.each([
  [{ kind: 'clamp', schedule: { kind: 'constant' } }, 'schedule.schedule.rate: is required'],
  [
    { kind: 'product', factors: [2, { ...constant, rate: -1 }] },
    'schedule.factors[1].rate: must be at least 0, was -1',
  ],
  [{ kind: 'product', factors: [-2] }, 'schedule.factors[0]: must be at least 0, was -2'],
  [
    { kind: 'sequence', parts: [{ schedule: constant }, { schedule: constant }] },
    'schedule.parts[0].for: is required for every part but the last',
  ],
  [
    { kind: 'sequence', parts: [{ schedule: constant, for: 1.5 }] },
    'schedule.parts[0].for: must be a whole number of units, at least 1, or a share such as "10%", was 1.5',
  ],
  [
    { kind: 'sequence', parts: [{ schedule: { kind: 'warmup', over: 1, schedule: 3 } }] },
    'schedule.parts[0].schedule.schedule: must be an object, was 3',
  ],
  [
    { kind: 'one-cycle', peak: 1, momentum: { low: 0.9, high: 0.8 } },
    'schedule.momentum: low must be at most high; low is 0.9, high 0.8',
  ],
  [{ kind: 'points', points: [[0, -1]] }, 'schedule.points[0][1]: must be at least 0, was -1'],
  [formula('initial / 2'), 'schedule.initial: is required, as the formula uses initial'],
  [formula('previous / 2'), 'schedule.initial: is required, as the formula uses previous'],
  [
    { kind: 'product', factors: [2, formula('initial / 2')] },
    'schedule.factors[1].initial: is required, as the formula uses initial',
  ],
  [
    { kind: 'clamp', schedule: formula('0.1 * tt') },
    'schedule.schedule.expression: unknown name "tt"; did you mean "t"? (character 7)',
  ],
])('a fault is told where it is: %j', (spec, message) => {
  expect(refusal(spec)).toBe(message)
})

test('what is nested too deeply to be shown is refused like anything else', () => {
  const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))
  expect(refusal(deep)).toBe('schedule: must be an object, was list')
  expect(refusal({ kind: 'constant', rate: deep })).toBe(
    'schedule.rate: must be a finite number, was list',
  )
})

test('a formula with more brackets than can be read is refused in words', () => {
  const deep = '('.repeat(490) + '1' + ')'.repeat(490)
  expect(refusal(formula(deep))).toBe(
    'schedule.expression: must not be nested deeper than 40 times (character 1)',
  )
})
