import Fuse, { type IFuseOptions } from 'fuse.js'
import {
  glossary,
  glossaryGroups,
  type GlossaryEntry,
  type GlossaryGroup,
  type Term,
} from '../../texts/glossary'

/** A term as a row of the page. */
export interface TermRow {
  readonly term: Term
  readonly title: string
  readonly text: string
  readonly also: string
  readonly group: GlossaryGroup
}

const rows = (Object.keys(glossary) as Term[]).map((term): TermRow => {
  const { title, text, group, also = '' }: GlossaryEntry = glossary[term]
  return { term, title, text, group, also }
})

/** Every word must be somewhere, a letter or so apart; titles count most. */
const options: IFuseOptions<TermRow> = {
  keys: [
    { name: 'title', weight: 6 },
    { name: 'also', weight: 3 },
    { name: 'text', weight: 1 },
  ],
  useTokenSearch: true,
  tokenMatch: 'all',
  ignoreLocation: true,
  ignoreDiacritics: true,
  threshold: 0.2,
}
const index = new Fuse(rows, options)

/** Terms under the heading of their group; a search puts the best group, and term, first. */
export function findTerms(
  query: string,
): readonly { readonly group: GlossaryGroup; readonly rows: readonly TermRow[] }[] {
  const words = query.trim()
  const found = words === '' ? rows : index.search(words).map(({ item }) => item)
  const groups = words === '' ? glossaryGroups : [...new Set(found.map(({ group }) => group))]
  return groups.map((group) => ({ group, rows: found.filter((row) => row.group === group) }))
}
