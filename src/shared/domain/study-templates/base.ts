import { articleModel } from '../article'
import { asTrialId } from '../ids'
import type { OptimizerSpec, Recipe } from '../recipe'
import type { ScheduleSpec } from '../schedule'
import type { Trial } from '../study'
import { withOwnIds } from '../study-plan/draft'

/** The article's images and network, so that results can be laid beside its own. */
export function templateRecipe(
  optimizer: OptimizerSpec,
  schedule: ScheduleSpec,
  totalEpochs: number,
): Recipe {
  return {
    data: {
      dataset: 'fashion-mnist',
      subset: { kind: 'sample', count: 20_000, seed: 9125 },
      validation: { kind: 'split', fraction: 0.2 },
    },
    model: articleModel,
    optimizer,
    batchSize: 64,
    totalEpochs,
    schedule,
  }
}

/** A trial as templates write it. */
export interface TemplateTrial {
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
  readonly recipe: Recipe
}

/** Trials with ids made from their names. */
export const withTemplateIds = (trials: readonly TemplateTrial[]): readonly Trial[] =>
  withOwnIds(trials.map((trial) => ({ ...trial, id: asTrialId('trial') })))
