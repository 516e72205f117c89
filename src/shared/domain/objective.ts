/** What runs can be ranked by: values of their epochs. The last two need a reported test set. */
export const objectiveMetrics = [
  'valLoss',
  'valAccuracy',
  'loss',
  'accuracy',
  'testLoss',
  'testAccuracy',
] as const
export type ObjectiveMetric = (typeof objectiveMetrics)[number]

export const objectiveMoments = ['best', 'final'] as const
/** The best value of all finished epochs, or the last one's. */
export type ObjectiveMoment = (typeof objectiveMoments)[number]

/** What a study is after: by this its trials are ranked. */
export interface Objective {
  readonly metric: ObjectiveMetric
  readonly at: ObjectiveMoment
}

/** Of studies that name none. */
export const usualObjective: Objective = { metric: 'valLoss', at: 'best' }

/** True where more is better. */
export const risesWithQuality = (metric: ObjectiveMetric) =>
  metric === 'valAccuracy' || metric === 'accuracy' || metric === 'testAccuracy'

const metricWords: Readonly<Record<ObjectiveMetric, string>> = {
  valLoss: 'validation loss',
  valAccuracy: 'validation accuracy',
  loss: 'training loss',
  accuracy: 'training accuracy',
  testLoss: 'test loss',
  testAccuracy: 'test accuracy',
}

/** As in "best validation loss". */
export const describeObjective = ({ metric, at }: Objective) => `${at} ${metricWords[metric]}`
