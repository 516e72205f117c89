import type { GlossaryGroup } from './glossary/entry'
import { labTerms } from './glossary/lab'
import { resultTerms } from './glossary/results'
import { scheduleTerms } from './glossary/schedules'
import { trainingTerms } from './glossary/training'

export { glossaryGroups, type GlossaryEntry, type GlossaryGroup } from './glossary/entry'

/** Every term, by its group. */
export const glossary = { ...scheduleTerms, ...trainingTerms, ...resultTerms, ...labTerms } as const

export type Term = keyof typeof glossary

/** What facts about runs, recipes and machines are headed with, where that is not a term's title. */
const headings: Readonly<Record<string, Term>> = {
  'Epochs done': 'epoch',
  'Steps per epoch': 'step',
  'Last validation': 'validation',
  'Validation images': 'validation',
  'Best validation loss': 'loss',
  'Last top-3 accuracy': 'top3',
  'Last test': 'testSet',
  'Highest rate': 'peak',
  'Area (sum over all steps)': 'area',
  Compiler: 'xla',
  Recorded: 'norm',
}
const byTitle = new Map(
  (Object.keys(glossary) as Term[]).map((term) => [glossary[term].title as string, term]),
)

/** The term that a heading is about; undefined where the glossary has none. */
export const termOf = (heading: string): Term | undefined =>
  headings[heading] ?? byTitle.get(heading)

/** Texts around the terms. */
export const glossaryTexts = {
  title: 'Glossary',
  lead: 'Every word that Cooldown uses for schedules, training and results.',
  search: 'Search the glossary',
  groups: {
    schedules: 'Schedules',
    training: 'Training',
    results: 'Results',
    lab: 'The lab',
  } satisfies Record<GlossaryGroup, string>,
  what: (title: string) => `What is “${title}”?`,
  found: (count: string) => `${count} found`,
  nothing: (query: string) => `No term fits “${query}”`,
  nothingHint: 'Try one word less, or the name that another library gives it.',
  showAll: 'Show all terms',
}
