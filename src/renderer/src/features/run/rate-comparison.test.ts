import { expect, test } from 'vitest'
import { articleTemplate } from '../../../../shared/domain/article'
import { fakeRows } from '../../../test/fake-data'
import { compareRates } from './rate-comparison'

const trial = (id: string) => {
  const found = articleTemplate.trials.find((each) => each.id === id)
  if (!found) throw new Error(`there is no trial "${id}"`)
  return found
}

test('what was applied as planned has no gap', () => {
  const exponential = trial('exponential')
  const rows = fakeRows(exponential, 1, 40)
  expect(compareRates(exponential.recipe, rows, null)).toMatchObject({
    gap: null,
    reading: null,
    compared: 40,
    references: [{ id: 'plan' }],
  })
})

test('a gap is named with its step', () => {
  const exponential = trial('exponential')
  const rows = fakeRows(exponential, 1, 40).map((row) =>
    row.epoch === 7 ? { ...row, learningRate: 0.5 } : row,
  )
  const { gap } = compareRates(exponential.recipe, rows, null)
  expect(gap?.step).toBe(8 * 250 - 1)
  expect(gap?.applied).toBe(0.5)
  expect(gap?.planned).toBeCloseTo(0.5 * Math.exp(-0.7), 12)
})

test('every step is compared where the steps are known', () => {
  const { recipe } = trial('exponential')
  const learningRate = new Float64Array(500).fill(0.5, 0, 250).fill(0.4, 250)
  const steps = { loss: new Float32Array(500), learningRate, momentum: null, norms: null }
  const found = compareRates(recipe, [], steps)
  expect(found).toMatchObject({ compared: 500, gap: { step: 250, applied: 0.4 } })
})

test.each(['keras-decay', 'time-based'])('%s shows how it is easily misread', (id) => {
  const { recipe } = trial(id)
  const { references, reading } = compareRates(recipe, [], null)
  expect(references.map((each) => each.id)).toEqual(['plan', 'reading'])
  expect(reading?.explanation).toMatch(/steps|multiply/)
  const last = 100 * 250 - 1
  const [plan, read] = references.map(({ rates }) => rates[last] ?? NaN)
  expect((read ?? 0) / (plan ?? 1)).toBeGreaterThan(100)
})

test('a fork is compared from its own first epoch on', () => {
  const [parent, fork] = [trial('linear'), trial('exponential')]
  const rows = [...fakeRows(parent, 1, 20), ...fakeRows(fork, 1, 40).slice(20)]
  const start = { epoch: 20, heardFrom: 20 }
  expect(compareRates(fork.recipe, rows, null).gap).not.toBeNull()
  const { gap, compared, references } = compareRates(fork.recipe, rows, null, start)
  expect({ gap, compared }).toEqual({ gap: null, compared: 20 })
  expect(references[0]?.rates[20 * 250 - 1]).toBeNaN()
  expect(references[0]?.rates[20 * 250]).toBeCloseTo(0.5 * Math.exp(-2), 12)
})

test('the steps of a fork are counted from the start of the run', () => {
  const { recipe } = trial('exponential')
  const learningRate = new Float64Array(750).fill(9, 0, 500).fill(0.25, 500)
  const steps = { loss: new Float32Array(750), learningRate, momentum: null, norms: null }
  const found = compareRates(recipe, [], steps, { epoch: 2, heardFrom: 2 })
  expect(found).toMatchObject({ compared: 250, gap: { step: 500, applied: 0.25 } })
})
