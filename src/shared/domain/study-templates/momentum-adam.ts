import type { OptimizerSpec } from '../recipe'
import type { StudyTemplate } from '../study'
import { templateRecipe, withTemplateIds } from './base'

const optimizers: readonly (readonly [
  name: string,
  optimizer: OptimizerSpec,
  rates: readonly number[],
])[] = [
  ['SGD with momentum', { kind: 'sgd', momentum: 0.9 }, [0.003, 0.01, 0.03, 0.1]],
  ['Adam', { kind: 'adam' }, [0.0003, 0.001, 0.003, 0.01]],
]

/** Two optimizers, each at four rates: a comparison at one rate each would compare the rates. */
export const momentumAdamTemplate: StudyTemplate = {
  id: 'momentum-adam',
  name: 'SGD with momentum against Adam',
  description:
    'Both under the same cosine, each at four rates that suit it, because the best of each is what ' +
    'should be compared. Look at the first epochs, where Adam is ahead, at the end, where little is ' +
    'left of that, and at how much each minds a rate three times too high. 16 runs; about 2 minutes on ' +
    'two cores.',
  objective: { metric: 'valAccuracy', at: 'best' },
  seeds: [1, 2],
  trials: withTemplateIds(
    optimizers.flatMap(([name, optimizer, rates]) =>
      rates.map((rate) => ({
        name: `${name}, rate ${rate}`,
        description: `Cosine from ${rate} to 0.`,
        tags: ['LearningRate', optimizer.kind],
        recipe: templateRecipe(optimizer, { kind: 'cosine', per: 'step', initial: rate }, 15),
      })),
    ),
  ),
}
