import type { LabApi } from '../../src/shared/contract/api'
import { articleTemplate } from '../../src/shared/domain/article'
import type { StudyHistory } from '../../src/shared/domain/study'

export interface SmallStudy {
  readonly trials: number
  readonly epochs: number
  readonly seeds?: readonly number[]
}

/** Starts a study whose epochs take some milliseconds: most of a run's time goes into what is recorded. */
export function startSmallStudy(
  lab: LabApi,
  { trials, epochs, seeds = [1] }: SmallStudy,
): Promise<StudyHistory> {
  return lab.studies.create({
    draft: {
      name: 'Small',
      description: '',
      seeds: [...seeds],
      trials: articleTemplate.trials.slice(0, trials).map(({ name, recipe }) => ({
        name,
        recipe: {
          ...recipe,
          totalEpochs: epochs,
          data: {
            dataset: 'fashion-mnist',
            subset: { kind: 'sample', count: 500, seed: 5 },
            validation: { kind: 'split', fraction: 0.2 },
          },
        },
      })),
    },
  })
}
