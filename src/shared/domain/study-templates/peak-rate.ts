import type { StudyTemplate } from '../study'
import { templateRecipe, withTemplateIds } from './base'

const rates = [0.01, 0.03, 0.1, 0.3, 1, 3]

/** One schedule at peaks from far too low to far too high. */
export const peakRateTemplate: StudyTemplate = {
  id: 'peak-rate',
  name: 'Peak-rate sweep',
  description:
    'The same cosine from six peak rates, each about three times the one before. Put the best ' +
    'validation loss over the rate: it is a valley with a gentle slope on the left and a cliff on the ' +
    'right, and the best rate lies just before the cliff. 12 runs; about 1 minute on two cores.',
  objective: { metric: 'valLoss', at: 'best' },
  seeds: [1, 2],
  trials: withTemplateIds(
    rates.map((rate) => ({
      name: `Peak ${rate}`,
      description:
        rate >= 3
          ? 'Far above what this network takes: it may diverge, and then says at which step.'
          : `Cosine from ${rate} to 0.`,
      tags: ['LearningRate', 'sweep'],
      recipe: templateRecipe({ kind: 'sgd' }, { kind: 'cosine', per: 'step', initial: rate }, 10),
    })),
  ),
}
