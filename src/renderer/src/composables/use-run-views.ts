import { storeToRefs } from 'pinia'
import { computed, watch, type ComputedRef } from 'vue'
import type { SparkPoint } from '../../../shared/charts/sketch'
import { isFinal, type RunRecord, type RunSummary } from '../../../shared/domain/run'
import { summarise, type EpochRow } from '../../../shared/domain/series'
import { latestAttempts, type StudyHistory, type Trial } from '../../../shared/domain/study'
import { fractionDone } from '../../../shared/domain/work-progress'
import { useProgressStore } from '../stores/progress'
import { useSeriesStore } from '../stores/series'
import { nameWithSeed, runName } from './run-name'
import { sketchOf } from './sketch-of'

/** A run as tables and charts show it. */
export interface RunView {
  readonly run: RunRecord
  readonly trial: Trial
  /** Place of the trial in its study: decides how it is drawn. */
  readonly style: number
  readonly name: string
  /** Of the run that it was forked from; null for all others, and where that is gone. */
  readonly parentName: string | null
  readonly spark: readonly SparkPoint[]
  readonly rows: readonly EpochRow[]
  readonly epochsDone: number
  readonly fraction: number
  /** Rate of the latest step; null before the first. */
  readonly rate: number | null
  readonly summary: RunSummary | null
  readonly secondsLeft: number | null
}

const noRows: readonly EpochRow[] = []

function parentNameOf({ study, runs }: StudyHistory, { forkedFrom }: RunRecord): string | null {
  if (!forkedFrom) return null
  const parent = runs.find(({ id }) => id === forkedFrom.runId)
  return parent ? runName(study, parent) : null
}

/** The latest attempts of a study, in its order, and their curves as they grow. */
export function useRunViews(history: ComputedRef<StudyHistory>): ComputedRef<readonly RunView[]> {
  const { rows: series } = storeToRefs(useSeriesStore())
  const { want } = useSeriesStore()
  const { byRun } = storeToRefs(useProgressStore())

  const latest = computed(() => latestAttempts(history.value))
  watch(latest, (runs) => void want(runs.map((run) => run.id)), { immediate: true })

  const places = computed(
    () => new Map(history.value.study.trials.map(({ id }, place) => [id, place])),
  )

  return computed(() => {
    const { study } = history.value
    return latest.value.flatMap((run): RunView[] => {
      const style = places.value.get(run.trialId) ?? -1
      const trial = study.trials[style]
      if (!trial) return []
      const rows = series.value.get(run.id) ?? noRows
      const progress = byRun.value.get(run.id)
      return [
        {
          run,
          trial,
          style,
          name: nameWithSeed(study, trial, run),
          parentName: parentNameOf(history.value, run),
          spark: sketchOf(trial.recipe),
          rows,
          epochsDone: Math.max(run.epochsDone, rows.length),
          fraction: Math.max(fractionDone(run, progress), rows.length / run.totalEpochs),
          rate: progress && progress.step > 0 ? progress.learningRate : rateOf(rows),
          summary: summarise(rows) ?? run.summary,
          // Its last progress may be told after its end.
          secondsLeft: isFinal(run.status) ? null : (progress?.secondsLeft ?? null),
        },
      ]
    })
  })
}

const rateOf = (rows: readonly EpochRow[]) => rows.at(-1)?.learningRate ?? null
