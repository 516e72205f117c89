import Fuse, { type IFuseOptions } from 'fuse.js'
import type { SavedSchedule } from '../../../../shared/domain/design'
import { definitionOf } from '../../../../shared/domain/schedule'
import { kindEntries, type KindEntry } from './gallery'
import { libraryNames } from './library-names'

interface Searchable<Item> {
  readonly item: Item
  readonly title: string
  /** Names in other words, such as those of libraries. */
  readonly names: readonly string[]
  readonly text: readonly string[]
}

/** Every word must be somewhere, a letter or so apart; titles count most. */
const options: IFuseOptions<Searchable<unknown>> = {
  keys: [
    { name: 'title', weight: 6 },
    { name: 'names', weight: 3 },
    { name: 'text', weight: 1 },
  ],
  useTokenSearch: true,
  tokenMatch: 'all',
  ignoreLocation: true,
  ignoreDiacritics: true,
  threshold: 0.2,
}

function find<Item>(searchables: readonly Searchable<Item>[], query: string): readonly Item[] {
  const index = new Fuse<Searchable<Item>>(searchables, options)
  return index.search(query).map(({ item }) => item.item)
}

function searchableKind(entry: KindEntry): Searchable<KindEntry> {
  const { kind, family, title, summary, formula, source } = entry
  const fields = Object.entries(definitionOf(kind).fields)
  return {
    item: entry,
    title,
    names: [kind, source, ...(libraryNames[kind] ?? [])],
    text: [summary, formula, family, ...fields.flatMap(([name, { label }]) => [name, label])],
  }
}

const searchableKinds = kindEntries.map(searchableKind)

/** Kinds that fit the words, the best first. */
export const searchKinds = (query: string): readonly KindEntry[] => find(searchableKinds, query)

/** Saved schedules that fit the words by their name or their kind, the best first. */
export const searchSaved = (
  schedules: readonly SavedSchedule[],
  query: string,
): readonly SavedSchedule[] =>
  find(
    schedules.map((saved) => ({
      item: saved,
      title: saved.name,
      names: [definitionOf(saved.spec.kind).title, saved.spec.kind],
      text: [],
    })),
    query,
  )
