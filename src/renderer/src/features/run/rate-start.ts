import type { RunRecord } from '../../../../shared/domain/run'
import { isSameData } from '../../../../shared/domain/same-data'
import type { StudyHistory } from '../../../../shared/domain/study'

/** Where the schedule of a run's own recipe begins. */
export interface RateStart {
  /** Epoch, from 0, that was the first to be trained under it; a fork's earlier ones are its parent's. */
  readonly epoch: number
  /** Epoch, from 0, that was the first of which the schedule was told, if it reacts. */
  readonly heardFrom: number
}

/** A schedule goes on over a fork that does not change it, and begins anew where one does. */
function heardFrom(run: RunRecord, { study, runs }: StudyHistory): number {
  const { forkedFrom } = run
  if (!forkedFrom) return 0
  // Fewer runs on every step: a circle in a file that was changed by hand ends.
  const others = runs.filter(({ id }) => id !== run.id)
  const parent = others.find(({ id }) => id === forkedFrom.runId)
  const scheduleOf = ({ trialId }: RunRecord) =>
    study.trials.find(({ id }) => id === trialId)?.recipe.schedule
  return parent && isSameData(scheduleOf(parent), scheduleOf(run))
    ? heardFrom(parent, { study, runs: others })
    : forkedFrom.epochs
}

/** From where on a run's rates are those of its recipe. */
export const rateStart = (run: RunRecord, history: StudyHistory): RateStart => ({
  epoch: run.forkedFrom?.epochs ?? 0,
  heardFrom: heardFrom(run, history),
})
