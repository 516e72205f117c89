export interface TagCount {
  readonly tag: string
  /** How many have it. */
  readonly count: number
}

/** Every tag with the number of those that have it, the most common first, then by name. */
export function tagCounts(lists: readonly (readonly string[])[]): readonly TagCount[] {
  const counts = new Map<string, number>()
  for (const tag of lists.flat()) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag))
}

/** Tags as people write them, with commas between them; each once. */
export const parseTags = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim().replace(/\s+/g, ' '))
      .filter((tag) => tag !== ''),
  ),
]
