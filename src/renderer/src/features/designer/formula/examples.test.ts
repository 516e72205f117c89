import { describe, expect, test } from 'vitest'
import { compileSchedule } from '../../../../../shared/domain/schedule'
import { formulaExamples } from './examples'

const lengths = [
  { totalEpochs: 100, stepsPerEpoch: 250 },
  { totalEpochs: 1, stepsPerEpoch: 1 },
]

const ratesOf = (name: string, per: 'epoch' | 'step') => {
  const expression = formulaExamples.find((example) => example.name === name)?.expression ?? ''
  const length = { totalEpochs: 20, stepsPerEpoch: 2 }
  const { rateAt } = compileSchedule({ kind: 'formula', per, expression, initial: 0.4 }, length)
  return (epoch: number) => rateAt(2 * epoch)
}

describe.each(formulaExamples)('$name', ({ expression }) => {
  test.each(lengths)('is valid over $totalEpochs epochs', (length) => {
    for (const per of ['epoch', 'step'] as const) {
      const spec = { kind: 'formula', per, expression, initial: 0.1 } as const
      const { rateAt, totalSteps } = compileSchedule(spec, length)
      expect(rateAt(totalSteps - 1)).toBeLessThanOrEqual(0.1)
    }
  })
})

test('they do what their names say', () => {
  expect(ratesOf('Step decay', 'epoch')(10)).toBe(0.2)
  expect(ratesOf('Cosine', 'step')(10)).toBeCloseTo(0.2, 12)
  expect(ratesOf('Compounding', 'epoch')(2)).toBeCloseTo(0.4 / 1.01 / 1.02, 12)
  expect(ratesOf('Triangles', 'epoch')(1)).toBeCloseTo(0.4, 12)
  expect(ratesOf('Stairs', 'epoch')(19)).toBe(0.004)
  expect(ratesOf('Polynomial', 'epoch')(10)).toBe(0.1)
})
