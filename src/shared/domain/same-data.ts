const entriesOf = (value: object) =>
  Object.entries(value).filter(([, each]) => (each as unknown) !== undefined)

/** True for plain data, as JSON holds it, that are equal whatever the order of their fields. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [ours, theirs] = [entriesOf(a), new Map<string, unknown>(entriesOf(b))]
  return (
    ours.length === theirs.size &&
    ours.every(([name, value]) => theirs.has(name) && isSameData(value, theirs.get(name)))
  )
}
