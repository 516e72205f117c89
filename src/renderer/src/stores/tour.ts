import { defineStore, storeToRefs } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { StudyId } from '../../../shared/domain/ids'
import type { StudyTemplate } from '../../../shared/domain/study'
import { useSettingsStore } from './settings'
import { useStudiesStore } from './studies'

/** Where the tour stops, in this order; at the last one a study is running. */
export const tourStops = [
  'studies',
  'schedules',
  'designer',
  'compare',
  'start',
  'running',
] as const
export type TourStop = (typeof tourStops)[number]

/** Two that are alike in all but the schedule, and differ early. */
function shownTrials({ trials }: StudyTemplate) {
  const wanted = trials.filter(({ id }) => id === 'linear' || id === 'exponential')
  return (wanted.length === 2 ? wanted : trials.slice(0, 2)).map(({ id }) => id)
}

/** The tour for newcomers: offered once, to people without a study; taken as often as they like. */
export const useTourStore = defineStore('tour', () => {
  const settings = useSettingsStore()
  const studies = useStudiesStore()
  const { settings: kept } = storeToRefs(settings)
  const { status, newestFirst, histories } = storeToRefs(studies)

  /** Null while nobody takes it. */
  const stop = shallowRef<TourStop | null>(null)
  const starting = shallowRef(false)
  const studyId = shallowRef<StudyId | null>(null)
  /** None of the small study's runs could be trained. */
  const hasFailed = computed(() => {
    const runs = studyId.value === null ? [] : (histories.value.get(studyId.value)?.runs ?? [])
    return runs.length > 0 && runs.every(({ status }) => status === 'failed')
  })
  const isOffered = computed(
    () =>
      stop.value === null &&
      kept.value?.tourSeen === false &&
      status.value === 'ready' &&
      newestFirst.value.length === 0,
  )

  const seen = () => (kept.value?.tourSeen === false ? settings.update({ tourSeen: true }) : null)
  const start = () => {
    stop.value = tourStops[0]
  }
  const move = (by: 1 | -1) => {
    const place = stop.value === null ? -1 : tourStops.indexOf(stop.value)
    stop.value = tourStops[place + by] ?? stop.value
  }
  const end = () => {
    stop.value = null
    void seen()
  }

  /** Starts the small study at the end of it; undefined when that failed. */
  async function run(name: string) {
    const [template] = studies.templates
    if (!template || starting.value) return undefined
    starting.value = true
    const trialIds = shownTrials(template)
    const order = { templateId: template.id, trialIds, name, totalEpochs: 3, seeds: [1] }
    const made = await studies.create(order)
    starting.value = false
    if (!made) return undefined
    studyId.value = made.study.id
    stop.value = 'running'
    void seen()
    return made
  }

  return { stop, starting, hasFailed, isOffered, start, move, end, run }
})
