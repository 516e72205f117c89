import type { ScheduleSpec } from '../schedule'
import type { StudyTemplate } from '../study'
import { templateRecipe, withTemplateIds } from './base'

const totalEpochs = 20
const top = 0.3

const schedules: readonly (readonly [name: string, description: string, spec: ScheduleSpec])[] = [
  [
    'Constant',
    'Learns quickly and never settles: its curves stay restless to the end.',
    { kind: 'constant', per: 'step', rate: top },
  ],
  [
    'Step',
    'Halved every 5 epochs: look for the small drop of the loss at each stair.',
    { kind: 'step', per: 'epoch', initial: top, factor: 0.5, every: 5 },
  ],
  [
    'Exponential',
    'Loses 18 % per epoch: early gains, and little left to learn with after epoch 15.',
    { kind: 'exponential', per: 'epoch', initial: top, k: 0.2 },
  ],
  ['Linear', 'A straight line to 0.', { kind: 'polynomial', per: 'step', initial: top, power: 1 }],
  [
    'Cosine',
    'Stays high for longer than the line and lands softly.',
    { kind: 'cosine', per: 'step', initial: top },
  ],
  [
    'One cycle',
    'Climbs for 30 % of the run before it falls: behind at first, compare it at the end.',
    { kind: 'one-cycle', per: 'step', peak: top, momentum: null },
  ],
  [
    'Warm-up, stable, decay',
    'Flat until 80 % of the run: most of its gain comes in the last 4 epochs.',
    { kind: 'warmup-stable-decay', per: 'step', peak: top, warmup: '5%', decay: '20%' },
  ],
  [
    'Inverse square root',
    'Needs no end to be known, and pays for that with a rate that is still high when it comes.',
    { kind: 'inverse-sqrt', per: 'step', peak: top, warmup: '5%' },
  ],
]

/** Eight schedules with the same highest rate, updates, seeds and images. */
export const oneBudgetTemplate: StudyTemplate = {
  id: 'one-budget',
  name: 'Schedules under one budget',
  description:
    'Eight schedules share the highest rate (0.3), 20 epochs, the images and the seeds, so that only ' +
    'their shape differs. Look at the end, not the middle: who decays late is behind until it does. ' +
    'Compare them per seed with the constant one. 24 runs; about 3 minutes on two cores.',
  objective: { metric: 'valAccuracy', at: 'final' },
  seeds: [1, 2, 3],
  trials: withTemplateIds(
    schedules.map(([name, description, spec]) => ({
      name,
      description,
      tags: ['LearningRate', spec.kind],
      recipe: templateRecipe({ kind: 'sgd' }, spec, totalEpochs),
    })),
  ),
}
