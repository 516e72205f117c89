/**
 * The JSON of a value; undefined where it has none, holds itself or a bigint, or is nested too deeply
 * to be written.
 */
export function jsonOf(value: unknown): string | undefined {
  try {
    // Functions, symbols and undefined give undefined by themselves.
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
