import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Recipe } from '../../shared/domain/recipe'
import { articleRecipe, commandFor, RealTraining } from './testing/real-trainer'

interface Fixture {
  readonly seed: number
  readonly trials: Record<
    string,
    { readonly losses: readonly number[]; readonly valLoss: number; readonly valAccuracy: number }
  >
}

// The fixture is our own file, written by article.py beside it.
const keras = JSON.parse(
  readFileSync(new URL('../../../fixtures/keras/article.json', import.meta.url), 'utf8'),
) as Fixture

/** Relative, on losses. Measured: 5e-7 over all steps; other processors sum in other orders. */
const tolerance = 1e-4

const relative = (found: number, expected: number) => Math.abs(found - expected) / expected

async function firstEpochOf(id: string) {
  const recipe = articleRecipe(id, { totalEpochs: 1 })
  const training = new RealTraining(commandFor(recipe, { seed: keras.seed }))
  await training.ended
  expect(training.lastWord).toMatchObject({ kind: 'completed', early: null })
  const [epoch] = training.epochs
  const expected = keras.trials[id]
  if (!epoch || !expected) throw new Error(`an epoch of ${id} is missing`)
  const apart = epoch.steps.loss.map((loss, step) => relative(loss, expected.losses[step] ?? NaN))
  return { row: epoch.row, expected, apart }
}

describe('the first epoch of the article is the one that Keras trains', () => {
  test.each(['keras-decay', 'adam'])('%s, step by step and validated', async (id) => {
    const { row, expected, apart } = await firstEpochOf(id)
    expect(apart).toHaveLength(250)
    expect(Math.max(...apart)).toBeLessThan(tolerance)
    expect(relative(row.valLoss, expected.valLoss)).toBeLessThan(tolerance)
    expect(row.valAccuracy).toBeCloseTo(expected.valAccuracy, 3)
  })

  // At a rate of 0.5 the loss leaps from 2.3 to 4 and back, and rounding grows with it.
  test('exponential, while rounding has not grown', async () => {
    const { apart } = await firstEpochOf('exponential')
    expect(Math.max(...apart.slice(0, 10))).toBeLessThan(tolerance)
  })
})

describe('three epochs of the article are those of the oracle', () => {
  // Measured: 9e-5 and 5e-4 under SGD. Adam divides by small numbers, so rounding grows into
  // differences as large as those between seeds; its first epoch agrees to 8e-6.
  test.each([
    { id: 'keras-decay', loss: 1e-3, valLoss: 1e-3, valAccuracy: 0.002 },
    { id: 'adam', loss: 0.02, valLoss: 0.06, valAccuracy: 0.02 },
  ])('$id, under both compilers', async ({ id, ...within }) => {
    const epochsOf = async (changes: Partial<Recipe>, environment = {}) => {
      const recipe = articleRecipe(id, { totalEpochs: 3, ...changes })
      const training = new RealTraining(commandFor(recipe), environment)
      await training.ended
      return training.epochs
    }
    const oracle = await epochsOf({}, { COOLDOWN_ENGINE: 'native' })
    expect(oracle).toHaveLength(3)
    for (const compiler of ['tensorflow', 'xla'] as const) {
      const found = await epochsOf({ compiler })
      expect(found).toHaveLength(3)
      found.forEach(({ row }, epoch) => {
        const expected = oracle[epoch]?.row
        const first = epoch === 0 ? 1e-4 : Infinity
        const apart = (name: 'loss' | 'valLoss') => relative(row[name], expected?.[name] ?? NaN)
        expect(apart('loss')).toBeLessThan(Math.min(first, within.loss))
        expect(apart('valLoss')).toBeLessThan(Math.min(first, within.valLoss))
        const accuracy = Math.abs(row.valAccuracy - (expected?.valAccuracy ?? NaN))
        expect(accuracy).toBeLessThan(within.valAccuracy)
      })
    }
  })
})
