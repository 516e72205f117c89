import { describe, expect, test } from 'vitest'
import { compileSchedule } from './compile'
import { nearestName } from './nearest'
import { readSpec } from './read-spec'

describe('a length that no run has', () => {
  const compiled = (totalEpochs: number, stepsPerEpoch: number) => () =>
    compileSchedule({ kind: 'constant', rate: 0.1 }, { totalEpochs, stepsPerEpoch })

  test.each([
    [0, 1, 'totalEpochs must be a whole number of at least 1, was 0'],
    [1.5, 1, 'totalEpochs must be a whole number of at least 1, was 1.5'],
    [1, NaN, 'stepsPerEpoch must be a whole number of at least 1, was NaN'],
    [2 ** 20, 2 ** 20, 'a run has at most 2147483648 steps, was given 1099511627776'],
  ])('%d epochs of %d steps', (totalEpochs, stepsPerEpoch, rule) => {
    expect(compiled(totalEpochs, stepsPerEpoch)).toThrow(rule)
  })
})

test('a spec of more schedules than any editor could show is refused', () => {
  const parts = Array.from({ length: 150 }, () => ({ kind: 'constant', rate: 1 }))
  const inner = { kind: 'product', factors: parts }
  const whole = { kind: 'product', factors: Array.from({ length: 150 }, () => inner) }
  expect(() => readSpec(whole)).toThrow('must be made of at most 20000 schedules')
})

test('the nearest of the known names is the one with the fewest letters to change', () => {
  expect(nearestName('cosin', ['constant', 'cosine', 'cyclic'])).toBe('cosine')
  expect(nearestName('x', ['abc'])).toBe('abc')
  expect(nearestName('ab', ['ac', 'ad'])).toBe('ac')
})

test.each([
  [
    { kind: 'plateau', initial: 1, factor: 0.5, patience: 1.5 },
    'schedule.patience: must be a whole number, was 1.5',
  ],
  [
    { kind: 'noise', seed: 0.5, schedule: { kind: 'constant', rate: 1 } },
    'schedule.seed: must be a whole number, was 0.5',
  ],
  [{ kind: 'sequence', parts: [7] }, 'schedule.parts[0]: must be {"schedule", "for"}, was 7'],
])('a value of another kind is refused: %j', (spec, rule) => {
  expect(() => readSpec(spec)).toThrow(rule)
})
