import { articleTemplate } from '../article'
import { asRunId, asStudyId, asTrialId } from '../ids'
import type { Recipe } from '../recipe'
import type { RunRecord, RunSummary } from '../run'
import type { EpochRow } from '../series'
import { summarise } from '../series'
import type { Study, Trial } from '../study'
import type { ComparedRun } from './compared-run'
import type { RowsOf } from './metric-at'

/** The article's trial of an id. */
export function articleTrial(id: string): Trial {
  const trial = articleTemplate.trials.find((each) => each.id === id)
  if (!trial) throw new RangeError(`the article has no trial ${id}`)
  return trial
}

/** What a made-up run has beside what all of them have. */
export interface MadeRun {
  readonly trial?: Trial
  readonly seed?: number
  readonly rows?: readonly EpochRow[]
  readonly study?: Pick<Study, 'id' | 'name'>
  readonly run?: Partial<RunRecord>
  readonly name?: string
}

/** A trial with some of its recipe changed. */
export const trialWith = (name: string, changes: Partial<Recipe>, base = 'linear'): Trial => ({
  ...articleTrial(base),
  id: asTrialId(name.toLowerCase().replace(/[^a-z0-9]+/g, '-')),
  name,
  recipe: { ...articleTrial(base).recipe, ...changes },
})

/** A completed run of the article's linear trial, or what is given in its place. */
export function madeRun(given: MadeRun = {}): ComparedRun {
  const { trial = articleTrial('linear'), seed = 1, rows = [] } = given
  const study: Study = {
    id: asStudyId('study'),
    name: 'Study',
    templateId: 'article',
    description: '',
    createdAt: '2026-01-01T00:00:00.000Z',
    trials: [trial],
    seeds: [1],
    ...given.study,
  }
  const summary: RunSummary | null = summarise(rows)
  return {
    run: {
      id: asRunId(`${study.id}-${trial.id}-s${seed}`),
      studyId: study.id,
      trialId: trial.id,
      seed,
      attempt: 1,
      status: 'completed',
      totalEpochs: rows.length || trial.recipe.totalEpochs,
      stepsPerEpoch: 250,
      epochsDone: rows.length,
      createdAt: '2026-01-02T10:00:00.000Z',
      startedAt: '2026-01-02T10:00:01.000Z',
      endedAt: '2026-01-02T10:01:00.000Z',
      seconds: rows.reduce((sum, row) => sum + row.seconds, 0),
      engine: 'TensorFlow 2.21.0, 1 thread',
      summary,
      outcome: null,
      exit: null,
      divergedAtStep: null,
      ...given.run,
    },
    study,
    trial,
    name: given.name ?? `${trial.name}, seed ${seed}`,
    style: 0,
  }
}

/** Rows of which only the losses matter; other values are plain. */
export const rowsFrom = (
  valLosses: readonly number[],
  losses: readonly number[] = valLosses,
): readonly EpochRow[] =>
  valLosses.map((valLoss, epoch) => ({
    epoch,
    loss: losses[epoch] ?? NaN,
    accuracy: 0.9,
    valLoss,
    valAccuracy: 1 - valLoss,
    learningRate: 0.1,
    seconds: 2,
  }))

/** The rows of made-up runs by their ids. */
export function rowsOfAll(
  runs: readonly (readonly [run: ComparedRun, rows: readonly EpochRow[]])[],
): RowsOf {
  const byId = new Map(runs.map(([{ run }, rows]) => [run.id, rows]))
  return (id) => byId.get(id)
}
