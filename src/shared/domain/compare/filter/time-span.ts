/** Milliseconds since 1970; `to` is the first one after it. */
export interface TimeSpan {
  readonly from: number
  readonly to: number
}

const pattern = /^(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?)?$/

/**
 * A month, day, minute or second of this machine's time zone, as in "2026-11", "2026-11-24" or
 * "2026-11-24 15:04"; null for anything else and for days that no month has.
 */
export function timeSpan(text: string): TimeSpan | null {
  const found = pattern.exec(text.trim())
  if (!found) return null
  const given = found.slice(1).filter((part) => (part as string | undefined) !== undefined)
  const [year = 0, month = 1, ...rest] = given.map(Number)
  const parts = [year, month - 1, rest[0] ?? 1, rest[1] ?? 0, rest[2] ?? 0, rest[3] ?? 0] as const
  const from = new Date(...parts)
  const isReal = from.getMonth() === parts[1] && from.getDate() === parts[2]
  if (!isReal || parts[3] > 23 || parts[4] > 59 || parts[5] > 59) return null
  // The span is one of what was given last.
  const next: [number, number, number, number, number, number] = [...parts]
  const last = given.length - 1
  // Six parts, of which one to six are given.
  next[last] = (next[last] as number) + 1
  return { from: from.getTime(), to: new Date(...next).getTime() }
}
