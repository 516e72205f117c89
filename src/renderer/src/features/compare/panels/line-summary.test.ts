import { expect, test } from 'vitest'
import { fakeCurve } from '../../../../test/fake-line'
import { lineSummaries } from './line-summary'

test('first, last and best are of numbers only, with their places', () => {
  const [row] = lineSummaries([fakeCurve('a', [NaN, 0.9, 0.4, 0.6, NaN])], 'valLoss')
  expect(row).toMatchObject({ first: 0.9, last: 0.6, lastX: 4, best: 0.4, bestX: 3, runs: 1 })
})

test('the best last value comes first, a line without any last', () => {
  const lines = [
    fakeCurve('empty', []),
    fakeCurve('a', [0.5]),
    fakeCurve('b', [0.7]),
    fakeCurve('c', [0.6]),
  ]
  const order = (metric: 'valLoss' | 'valAccuracy') =>
    lineSummaries(lines, metric).map(({ id }) => id)
  expect(order('valLoss')).toEqual(['a', 'c', 'b', 'empty'])
  expect(order('valAccuracy')).toEqual(['b', 'c', 'a', 'empty'])
})
