import {
  BookOpen,
  ChartNoAxesCombined,
  ChartSpline,
  FlaskConical,
  Save,
  TrendingUp,
} from '@lucide/vue'
import { storeToRefs } from 'pinia'
import { useRouter } from 'vue-router'
import { definitionOf, scheduleKinds, type ScheduleKind } from '../../../../shared/domain/schedule'
import { runName } from '../../composables/run-name'
import { formatMoment } from '../../composables/when'
import { useCommandsStore, type Command } from '../../stores/commands'
import { useCompareStore } from '../../stores/compare'
import { useSavedViewsStore } from '../../stores/saved-views'
import { useSchedulesStore } from '../../stores/schedules'
import { useStudiesStore } from '../../stores/studies'
import { texts } from '../../texts'
import { commandTexts } from '../../texts/commands'
import { glossary, type GlossaryEntry, type Term } from '../../texts/glossary'
import type { PaletteEntry } from './find-entries'

const words = commandTexts.groups
const kinds = Object.keys(scheduleKinds) as ScheduleKind[]
const terms = Object.keys(glossary) as Term[]

const asEntry = (command: Command): PaletteEntry => ({
  ...command,
  group: command.group ?? commandTexts.thisPage,
})

/** What the page offers first, then what holds everywhere. */
const pageFirst = (commands: readonly Command[]) => [
  ...commands.filter(({ group }) => group === undefined),
  ...commands.filter(({ group }) => group !== undefined),
]

/** Everything that the palette finds, as it is when the function is called. */
export function usePaletteEntries(): {
  readonly all: () => readonly PaletteEntry[]
  /** What is offered before anything was typed. */
  readonly first: () => readonly PaletteEntry[]
} {
  const router = useRouter()
  const { commands } = storeToRefs(useCommandsStore())
  const { newestFirst } = storeToRefs(useStudiesStore())
  const { schedules } = storeToRefs(useSchedulesStore())
  const { views } = storeToRefs(useSavedViewsStore())
  const comparison = useCompareStore()
  const go = (to: Parameters<typeof router.push>[0]) => () => void router.push(to)

  const offered = () => pageFirst(commands.value).map(asEntry)
  const studies = () =>
    newestFirst.value.map(({ study }): PaletteEntry => ({
      id: `study ${study.id}`,
      title: study.name,
      detail: formatMoment(study.createdAt),
      group: words.studies,
      icon: FlaskConical,
      run: go({ name: 'study', params: { studyId: study.id } }),
    }))
  const runs = () =>
    newestFirst.value.flatMap(({ study, runs: own }) =>
      own.map((run): PaletteEntry => ({
        id: `run ${run.id}`,
        title: runName(study, run),
        detail: [
          study.name,
          texts.status[run.status].toLowerCase(),
          ...(run.attempt > 1 ? [texts.study.attempt(run.attempt)] : []),
        ].join(' · '),
        group: words.runs,
        icon: TrendingUp,
        run: go({ name: 'run', params: { runId: run.id } }),
      })),
    )
  const saved = () =>
    schedules.value.map(({ id, name, spec }): PaletteEntry => ({
      id: `saved ${id}`,
      title: name,
      detail: definitionOf(spec.kind).title,
      group: words.saved,
      icon: Save,
      run: go({ name: 'designer', query: { saved: id } }),
    }))

  const savedViews = () =>
    views.value.map(({ id, name, savedAt, view }): PaletteEntry => ({
      id: `view ${id}`,
      title: name,
      detail: formatMoment(savedAt),
      group: words.views,
      icon: ChartNoAxesCombined,
      run: () => {
        comparison.open(view, id)
        void router.push({ name: 'compare' })
      },
    }))

  return {
    all: () => [
      ...offered(),
      ...studies(),
      ...saved(),
      ...savedViews(),
      ...kindEntries(go),
      ...termEntries(go),
      ...runs(),
    ],
    first: () => [...offered(), ...studies().slice(0, 5)],
  }
}

type Go = (to: { name: string; query: Record<string, string> }) => () => void

const kindEntries = (go: Go) =>
  kinds.map((kind): PaletteEntry => {
    const { title, source } = definitionOf(kind)
    return {
      id: `kind ${kind}`,
      title,
      group: words.kinds,
      words: `${kind} ${source}`,
      icon: ChartSpline,
      run: go({ name: 'designer', query: { kind } }),
    }
  })

const termEntries = (go: Go) =>
  terms.map((term): PaletteEntry => {
    const entry: GlossaryEntry = glossary[term]
    return {
      id: `term ${term}`,
      title: entry.title,
      group: words.terms,
      words: entry.also,
      icon: BookOpen,
      run: go({ name: 'glossary', query: { q: entry.title } }),
    }
  })
