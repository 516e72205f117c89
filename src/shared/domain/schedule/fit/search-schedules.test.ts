import { expect, test } from 'vitest'
import { searchSchedules, suggestSchedules } from './index'

const curve = {
  points: [
    [0, 0.1],
    [10, 0.02],
    [20, 0.005],
  ],
  totalUnits: 20,
  per: 'epoch',
} as const

test('a search in steps finds the same, and rests on the way', () => {
  const search = searchSchedules(curve, { most: 3 })
  let rests = 0
  for (let step = search.next(); ; step = search.next()) {
    if (step.done) {
      expect(step.value).toEqual(suggestSchedules(curve, { most: 3 }))
      break
    }
    rests += 1
  }
  expect(rests).toBeGreaterThan(100)
})
