import { createSharedComposable } from '@vueuse/core'
import { storeToRefs } from 'pinia'
import { computed, watch, type ComputedRef } from 'vue'
import type {
  ComparedRun,
  CurveSource,
  ImportedCurves,
} from '../../../shared/domain/compare/compared-run'
import { comparedRuns } from '../../../shared/domain/compare/compared-runs'
import { sourceOfImport } from '../../../shared/domain/compare/curve'
import { noRows, type RowsOf } from '../../../shared/domain/compare/metric-at'
import { fieldNamed, sortedRuns } from '../../../shared/domain/compare/run-fields'
import { compileFilter, type FilterError } from '../../../shared/domain/compare/filter'
import { marksOf } from '../../../shared/domain/run-marks'
import { useCompareStore } from '../stores/compare'
import { useImportsStore } from '../stores/imports'
import { useRateSumsStore } from '../stores/rate-sums'
import { useSeriesStore } from '../stores/series'
import { useStudiesStore } from '../stores/studies'
import { liveRecord, readFilter } from './compared-parts'
import { reuseSources } from './reuse-sources'

/** The runs of the comparison, from all that there are to those whose lines are drawn. */
export interface ComparedRuns {
  /** Of the chosen studies, latest attempts, archived ones if asked for, in the order of their making. */
  readonly all: ComputedRef<readonly ComparedRun[]>
  /** Those that fit the filter, in the table's order; all while the filter cannot be read. */
  readonly matching: ComputedRef<readonly ComparedRun[]>
  /** Those of them that are drawn, in the same order. */
  readonly shown: ComputedRef<readonly ComparedRun[]>
  /** Curves from elsewhere that are laid over them, as far as their points have come in. */
  readonly imports: ComputedRef<readonly ImportedCurves[]>
  /** Points of the drawn runs and imports by their ids, as far as they have come in. */
  readonly sources: ComputedRef<ReadonlyMap<string, CurveSource>>
  /** Epochs of a run, as far as they have come in. */
  readonly rowsOf: ComputedRef<RowsOf>
  /** Why the filter cannot be read, if so. */
  readonly filterProblem: ComputedRef<FilterError | null>
}

function create(): ComparedRuns {
  const { view } = storeToRefs(useCompareStore())
  const { histories } = storeToRefs(useStudiesStore())
  const { rows } = storeToRefs(useSeriesStore())
  const { want } = useSeriesStore()
  const importStore = useImportsStore()
  const rateSums = useRateSumsStore()

  const choice = computed(() => view.value.choice)
  const studyIds = computed(() => choice.value.studyIds)
  const archived = computed(() => choice.value.archived)
  const filterText = computed(() => choice.value.filter)
  const look = computed(() => view.value.look)
  const table = computed(() => view.value.table)

  const known = computed(() => {
    const chosen = studyIds.value === null ? null : new Set(studyIds.value)
    const some = [...histories.value.values()].filter(({ study }) => chosen?.has(study.id) ?? true)
    const runs = comparedRuns(some)
    return archived.value ? runs : runs.filter(({ run }) => !marksOf(run).archived)
  })
  // The same list as long as nothing of it grows, so that what is made from it stays, too.
  const all = computed(() => {
    const lively = known.value.map((compared) => {
      const run = liveRecord(compared.run, rows.value.get(compared.run.id))
      return run === compared.run ? compared : { ...compared, run }
    })
    return lively.some((run, at) => run !== known.value[at]) ? lively : known.value
  })
  const rowsOf = computed<RowsOf>(() => {
    const now = rows.value
    return (runId) => now.get(runId)
  })

  const reading = computed(() => readFilter(filterText.value))
  const sort = computed(() => table.value.sort)
  const sortField = computed(() => (sort.value ? fieldNamed(sort.value.field) : null))
  const fields = computed(() => table.value.columns.flatMap((name) => fieldNamed(name) ?? []))
  const needsAllRows = computed(
    () =>
      reading.value.needsRows ||
      sortField.value?.needsRows === true ||
      fields.value.some(({ needsRows }) => needsRows),
  )

  const fitting = computed(() => {
    const { needsRows, problem } = reading.value
    if (problem || filterText.value.trim() === '') return all.value
    const passes = compileFilter(filterText.value, needsRows ? rowsOf.value : noRows)
    return all.value.filter(passes)
  })
  const matching = computed(() => {
    if (!sort.value || !sortField.value) return fitting.value
    const epochs = sortField.value.needsRows ? rowsOf.value : noRows
    return sortedRuns(fitting.value, sort.value, epochs)
  })
  const hidden = computed(() => new Set(choice.value.hidden))
  const shown = computed(() => matching.value.filter(({ run }) => !hidden.value.has(run.id)))

  const laidOver = computed(() => new Set(choice.value.imports))
  const imports = computed(() =>
    importStore.imports.flatMap((info): ImportedCurves[] => {
      const points = importStore.rows.get(info.id)
      return points && laidOver.value.has(info.id) ? [{ ...info, rows: points }] : []
    }),
  )

  const sources = reuseSources(
    computed(() => [
      ...shown.value.flatMap(({ run, trial }): CurveSource[] => {
        const own = rows.value.get(run.id)
        if (!own) return []
        const { id, stepsPerEpoch, totalEpochs } = run
        const sums = rateSums.sums.get(id) ?? null
        return [{ id, rows: own, recipe: trial.recipe, stepsPerEpoch, totalEpochs, rateSums: sums }]
      }),
      ...imports.value.map(sourceOfImport),
    ]),
  )

  const wanted = computed(() => (needsAllRows.value ? all.value : shown.value))
  watch(wanted, (runs) => void want(runs.map(({ run }) => run.id)), { immediate: true })
  watch(
    () => importStore.imports.filter(({ id }) => laidOver.value.has(id)).map(({ id }) => id),
    (ids) => void importStore.want(ids),
    { immediate: true },
  )
  watch(
    () => (look.value.x === 'rateSum' ? shown.value : []),
    (runs) => void rateSums.want(runs.map(({ run }) => run.id)),
    { immediate: true },
  )

  const filterProblem = computed(() => reading.value.problem)
  return { all, matching, shown, imports, sources, rowsOf, filterProblem }
}

/** The runs of the comparison; whoever asks gets the same ones, made once. */
export const useComparedRuns = createSharedComposable(create)
