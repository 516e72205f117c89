import type { ModelSpec } from '../model'
import type { ScheduleSpec } from '../schedule'
import type { StudyTemplate } from '../study'
import { templateRecipe, withTemplateIds, type TemplateTrial } from './base'

const peak = 0.1

/** Deep enough that the first steps decide whether it learns. */
const deepModel: ModelSpec = {
  layers: [
    { kind: 'flatten' },
    ...Array.from({ length: 6 }, () => {
      return { kind: 'dense', units: 256, activation: 'relu', initializer: 'he-normal' } as const
    }),
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
}

function trialOf(percent: number): TemplateTrial {
  const schedule: ScheduleSpec =
    percent === 0
      ? { kind: 'cosine', per: 'step', initial: peak }
      : {
          kind: 'warmup',
          per: 'step',
          over: `${percent}%`,
          schedule: { kind: 'cosine', initial: peak, over: `${100 - percent}%` },
        }
  return {
    name: percent === 0 ? 'No warm-up' : `Warm-up over ${percent} %`,
    description:
      percent === 0
        ? 'Begins at the peak: look for a loss that jumps, or for a run that never learns.'
        : `Climbs to the peak during the first ${percent} % of the steps, then falls like the others.`,
    tags: ['LearningRate', 'warmup'],
    recipe: {
      ...templateRecipe({ kind: 'sgd', momentum: 0.9 }, schedule, 12),
      model: deepModel,
    },
  }
}

/** A deep network at a rate that is nearly too high, with longer and longer warm-ups. */
export const warmUpTemplate: StudyTemplate = {
  id: 'warm-up',
  name: 'Warm-up lengths',
  description:
    'A network of six hidden layers under SGD with momentum, at a peak rate (0.1) that is nearly too ' +
    'high to begin with. Look at the first epoch: with a warm-up its loss falls where it jumps ' +
    'without. Then ask from which length on more warm-up only costs time. 15 runs; about 2 minutes ' +
    'on two cores.',
  objective: { metric: 'valLoss', at: 'best' },
  seeds: [1, 2, 3],
  trials: withTemplateIds([0, 1, 5, 10, 20].map(trialOf)),
}
