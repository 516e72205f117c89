import { expect, test } from 'vitest'
import { describeObjective, objectiveMetrics, risesWithQuality } from './objective'

test('more is better of accuracies alone, and an objective is told in words', () => {
  const rising = objectiveMetrics.filter(risesWithQuality)
  expect([...rising].sort()).toEqual(['accuracy', 'testAccuracy', 'valAccuracy'])
  expect(describeObjective({ metric: 'testLoss', at: 'best' })).toBe('best test loss')
})
