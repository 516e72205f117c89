import { describe, expect, test } from 'vitest'
import { optimizerPresets } from '../../shared/domain/presets'
import { MersenneTwister } from '../../shared/domain/random/mersenne-twister'
import type { Recipe } from '../../shared/domain/recipe'
import { killedLife, undisturbed } from './testing/killed-life'
import { articleRecipe } from './testing/real-trainer'

/** `npm run torture` asks for more than fits into every `npm test`. */
const wished = {
  kills: Number(process.env.COOLDOWN_TORTURE_KILLS ?? 4),
  repeats: Number(process.env.COOLDOWN_TORTURE_REPEATS ?? 1),
  together: Number(process.env.COOLDOWN_TORTURE_TOGETHER ?? 2),
  seed: Number(process.env.COOLDOWN_TORTURE_SEED ?? 1),
}
const long = 3_600_000

/** Everything that has a state of its own: moving statistics, masks, a reacting schedule. */
const killedRecipe = (optimizer: (typeof optimizerPresets)[number]): Recipe => ({
  ...articleRecipe('exponential'),
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: 400, seed: 5 },
    validation: { kind: 'split', fraction: 0.25 },
  },
  model: {
    layers: [
      { kind: 'flatten' },
      { kind: 'dense', units: 16, activation: 'relu', l2: 1e-4 },
      { kind: 'batch-norm', momentum: 0.9 },
      { kind: 'dropout', rate: 0.2 },
      { kind: 'dense', units: 10, activation: 'softmax' },
    ],
  },
  batchSize: 16,
  totalEpochs: 12,
  optimizer: optimizer.optimizer,
  schedule: {
    kind: 'plateau',
    initial: optimizer.rate,
    metric: 'valLoss',
    factor: 0.5,
    patience: 1,
  },
})

test(
  `killed ${wished.kills} times, runs end with the same bits`,
  async () => {
    const random = new MersenneTwister([wished.seed])
    const chosen = optimizerPresets.slice(0, Math.min(wished.kills, optimizerPresets.length))
    let kills = 0
    for (let turn = 0; kills < wished.kills; turn++) {
      // At least one was asked for, so there is one.
      const optimizer = chosen[turn % chosen.length] as (typeof optimizerPresets)[number]
      const recipe = killedRecipe(optimizer)
      const expected = await undisturbed(recipe)
      const life = await killedLife(recipe, Math.min(4, wished.kills - kills), random)
      expect(life.contradictions, optimizer.id).toEqual([])
      expect(life.outcome, optimizer.id).toEqual(expected)
      kills += life.kills
      // A life may end before its first kill; a hundred in a row do not.
      expect(turn).toBeLessThan(wished.kills + 100)
    }
    process.stdout.write(`${kills} kills by SIGKILL: all series and weights as undisturbed\n`)
  },
  long,
)

describe('the same bits', () => {
  const recipe = (changes: Partial<Recipe>): Recipe => ({
    ...articleRecipe('exponential'),
    data: {
      dataset: 'fashion-mnist',
      subset: { kind: 'sample', count: 2_000, seed: 5 },
      validation: { kind: 'split', fraction: 0.2 },
    },
    totalEpochs: 2,
    ...changes,
  })

  test.each<[string, Recipe, number]>([
    ['TensorFlow on two threads', recipe({ compiler: 'tensorflow' }), 2],
    ['XLA', recipe({ compiler: 'xla', optimizer: { kind: 'adam' } }), 1],
  ])(
    'again, and beside others: %s',
    async (_, trained, threads) => {
      const expected = await undisturbed(trained, { threads })
      for (let again = 0; again < wished.repeats; again++) {
        expect(await undisturbed(trained, { threads })).toEqual(expected)
      }
      const together = Array.from({ length: wished.together }, () =>
        undisturbed(trained, { threads }),
      )
      for (const outcome of await Promise.all(together)) expect(outcome).toEqual(expected)
    },
    long,
  )

  test('with XLA on any number of threads', async () => {
    const trained = recipe({ compiler: 'xla', totalEpochs: 1 })
    expect(await undisturbed(trained, { threads: 2 })).toEqual(await undisturbed(trained))
  })

  test('seed 0 is a seed like any other', async () => {
    const trained = recipe({ totalEpochs: 1 })
    const zero = await undisturbed(trained, { seed: 0 })
    expect(await undisturbed(trained, { seed: 0 })).toEqual(zero)
    const one = await undisturbed(trained, { seed: 1 })
    expect(one.weightsSha256).not.toBe(zero.weightsSha256)
  })
})
