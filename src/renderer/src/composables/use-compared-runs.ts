import { createSharedComposable } from '@vueuse/core'
import { storeToRefs } from 'pinia'
import { computed, watch, type ComputedRef } from 'vue'
import type { ComparedRun, CurveSource } from '../../../shared/domain/compare/compared-run'
import { comparedRuns } from '../../../shared/domain/compare/compared-runs'
import { useCompareStore } from '../stores/compare'
import { useSeriesStore } from '../stores/series'
import { useStudiesStore } from '../stores/studies'

/** The runs of the comparison, from all that there are to those whose lines are drawn. */
export interface ComparedRuns {
  /** Of the chosen studies, latest attempts, in the order of their making. */
  readonly all: ComputedRef<readonly ComparedRun[]>
  /** Those that fit the filter, in the table's order. */
  readonly matching: ComputedRef<readonly ComparedRun[]>
  /** Those of them that are drawn, in the same order. */
  readonly shown: ComputedRef<readonly ComparedRun[]>
  /** Points of the drawn runs and imports by their ids, as far as they have come in. */
  readonly sources: ComputedRef<ReadonlyMap<string, CurveSource>>
}

function create(): ComparedRuns {
  const { view } = storeToRefs(useCompareStore())
  const { histories } = storeToRefs(useStudiesStore())
  const { rows } = storeToRefs(useSeriesStore())
  const { want } = useSeriesStore()

  const all = computed(() => {
    const { studyIds } = view.value.choice
    const chosen = studyIds === null ? null : new Set(studyIds)
    return comparedRuns(
      [...histories.value.values()].filter(({ study }) => chosen?.has(study.id) ?? true),
    )
  })
  const matching = computed(() => all.value)
  const shown = computed(() => {
    const hidden = new Set(view.value.choice.hidden)
    return matching.value.filter(({ run }) => !hidden.has(run.id))
  })
  const sources = computed(
    () =>
      new Map(
        shown.value.flatMap(({ run, trial }): [string, CurveSource][] => {
          const own = rows.value.get(run.id)
          if (!own) return []
          return [[run.id, sourceOf(run.id, own, trial.recipe, run.stepsPerEpoch, run.totalEpochs)]]
        }),
      ),
  )
  watch(shown, (runs) => void want(runs.map(({ run }) => run.id)), { immediate: true })

  return { all, matching, shown, sources }
}

function sourceOf(
  id: string,
  rows: CurveSource['rows'],
  recipe: CurveSource['recipe'],
  stepsPerEpoch: number,
  totalEpochs: number,
): CurveSource {
  return { id, rows, recipe, stepsPerEpoch, totalEpochs, rateSums: null }
}

/** The runs of the comparison; whoever asks gets the same ones, made once. */
export const useComparedRuns = createSharedComposable(create)
