/** A field of runs as it can be chosen for a column. */
export interface FieldChoice {
  readonly name: string
  readonly title: string
  /** What it belongs to, in words. */
  readonly group: string
}

/** The fields whose title, name or group has every word that is searched for. */
export function searchFields(
  fields: readonly FieldChoice[],
  query: string,
): readonly FieldChoice[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return fields.filter(({ name, title, group }) => {
    const text = `${title} ${name} ${group}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
