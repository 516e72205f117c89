import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { inExampleRun } from '../../../../../shared/charts/example-run'
import { curveWithin } from '../../../../../shared/charts/overlay'
import { styleOf } from '../../../../../shared/charts/palette'
import type { CurveLine, Stretch } from '../../../../../shared/charts/schedule-curve'
import type { ChartTheme } from '../../../../../shared/charts/theme'
import { dialectDifferences, type Difference } from '../../../../../shared/domain/schedule/dialects'
import type { Subject } from './subjects'
import { countsEpochs, windowAround } from './stretches'

/** About one for every two pixels of the plot. */
const buckets = 400

/** The versions of a subject: which are shown, where they part, and what is looked at. */
export function useVersions(subject: ComputedRef<Subject>) {
  const hidden = shallowRef<ReadonlySet<string>>(new Set())
  /** The difference that is looked at closely; null for the whole run. */
  const chosen = shallowRef<Difference | null>(null)

  const all = computed(() =>
    subject.value.versions.map((version, place) => ({
      version,
      place,
      ...inExampleRun(version.spec, subject.value.length),
    })),
  )
  const shown = computed(() => all.value.filter(({ version }) => !hidden.value.has(version.name)))
  const differences = computed(() => {
    const versions = shown.value.map(({ version }) => version)
    return versions.length < 2 ? [] : dialectDifferences(versions, subject.value.length)
  })
  watch(differences, () => (chosen.value = null))
  watch(
    () => subject.value.id,
    () => (hidden.value = new Set()),
  )

  const perEpoch = computed(() => countsEpochs(subject.value.versions))
  const window = computed<Stretch>(() => {
    const { length } = subject.value
    return chosen.value
      ? windowAround(chosen.value, length, perEpoch.value)
      : { from: 0, to: length.totalEpochs * length.stepsPerEpoch }
  })
  /** The step whose rates the table tells: where the versions part. */
  const there = computed(() => (chosen.value ?? differences.value[0])?.from ?? 0)
  const rows = computed(() =>
    all.value.map(({ version, place, schedule }) => ({
      version,
      place,
      shown: !hidden.value.has(version.name),
      rate: schedule.rateAt(there.value),
    })),
  )

  const linesIn = (theme: ChartTheme): readonly CurveLine[] =>
    shown.value.map(({ version, place, schedule }) => ({
      id: version.name,
      name: version.name,
      ...curveWithin(schedule, window.value, buckets),
      style: styleOf(place, theme),
    }))

  function show(name: string, on: boolean): void {
    const others = [...hidden.value].filter((each) => each !== name)
    hidden.value = new Set(on ? others : [...others, name])
  }

  const reacts = computed(() => all.value.some((each) => each.reacts))
  return { chosen, differences, perEpoch, window, there, rows, reacts, linesIn, show }
}

export type VersionRow = ReturnType<typeof useVersions>['rows']['value'][number]
