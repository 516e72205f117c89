/**
 * The JSON of a value; undefined where it has none, holds itself or a bigint, or is nested too deeply
 * to be written.
 */
export function jsonOf(value: unknown): string | undefined {
  try {
    // Functions, symbols and undefined have no JSON.
    return JSON.stringify(value) as string | undefined
  } catch {
    return undefined
  }
}
