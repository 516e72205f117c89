import type { StudyTemplate } from '../study'
import { templateRecipe, withTemplateIds, type TemplateTrial } from './base'

const batchSizes = [32, 64, 128, 256, 512]
/** The rate of batches of 64 under both rules. */
const rate = 0.1

const trialOf = (batchSize: number, scaled: boolean): TemplateTrial => {
  const initial = scaled ? (rate * batchSize) / 64 : rate
  return {
    name: `Batch ${batchSize}, rate ${initial}`,
    description: scaled
      ? 'The rate grows with the batch, so that an epoch moves the weights equally far.'
      : 'The same rate for all batches: larger ones make fewer steps, and so move less.',
    tags: ['LearningRate', scaled ? 'scaled-rate' : 'same-rate'],
    recipe: {
      ...templateRecipe({ kind: 'sgd' }, { kind: 'cosine', per: 'step', initial }, 10),
      batchSize,
    },
  }
}

/** Batches of five sizes, at one rate and at rates in proportion. */
export const batchRateTemplate: StudyTemplate = {
  id: 'batch-rate',
  name: 'Batch size against rate',
  description:
    'Batches from 32 to 512 images, once all at 0.1 and once with the rate in proportion to the batch. ' +
    'Over epochs the scaled ones lie on each other until the rate gets too high; over updates, large ' +
    'batches win; over seconds, see what your machine says. 18 runs; about 1 minute on two cores.',
  objective: { metric: 'valLoss', at: 'best' },
  seeds: [1, 2],
  trials: withTemplateIds([
    ...batchSizes.map((size) => trialOf(size, false)),
    // At 64 both rules say the same.
    ...batchSizes.filter((size) => size !== 64).map((size) => trialOf(size, true)),
  ]),
}
