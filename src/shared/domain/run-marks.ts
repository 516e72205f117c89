/** What a person noted on a run; it changes nothing of what was trained. */
export interface RunMarks {
  /** Different from each other, in the order in which they were given. */
  readonly tags: readonly string[]
  /** Empty when there is none. */
  readonly note: string
  /** In place of the name that its study has for it. */
  readonly name?: string
  /** Place in the palette, from 0. */
  readonly colour?: number
  /** Out of comparisons unless they ask for it. */
  readonly archived?: boolean
}

/** How much may be noted on a run. */
export const markLimits = {
  tags: 20,
  tagCharacters: 40,
  noteCharacters: 10_000,
  nameCharacters: 120,
  /** Far above any palette: places beyond its end begin it anew. */
  colours: 1_000,
  /** Runs marked, removed or brought back in one go. */
  runs: 10_000,
} as const

/** What is to be noted on some runs; what is left out stays, null takes it away. */
export interface MarkChanges {
  readonly addTags?: readonly string[] | undefined
  readonly removeTags?: readonly string[] | undefined
  readonly note?: string | undefined
  readonly name?: string | null | undefined
  readonly colour?: number | null | undefined
  readonly archived?: boolean | undefined
}

/** A run on which nothing was noted. */
export const noMarks: RunMarks = { tags: [], note: '' }

/** What is noted on a run. */
export const marksOf = (run: { readonly marks?: RunMarks }): RunMarks => run.marks ?? noMarks

/** Takes the new value, leaves the old one where none is given, and nothing where null is. */
const changed = <Value>(
  old: Value | undefined,
  wish: Value | null | undefined,
): Value | undefined => (wish === undefined ? old : (wish ?? undefined))

/** The marks with these changes; tags are taken away first, so that one in both lists is there. */
export function withMarkChanges(marks: RunMarks, changes: MarkChanges): RunMarks {
  const { addTags = [], removeTags = [], note = marks.note } = changes
  const kept = marks.tags.filter((tag) => !removeTags.includes(tag))
  const name = changed(marks.name, changes.name)
  const colour = changed(marks.colour, changes.colour)
  const archived = changes.archived ?? marks.archived
  return {
    tags: [...new Set([...kept, ...addTags])],
    note,
    ...(name !== undefined && { name }),
    ...(colour !== undefined && { colour }),
    ...(archived === true && { archived }),
  }
}
