/** The value, or null where it is not finite: what is remembered goes through JSON. */
export const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null)

/** When a metric counts as better than the best one so far. */
interface Bar {
  readonly mode: 'min' | 'max'
  readonly threshold: number
  readonly thresholdMode: 'relative' | 'absolute'
  /** An absolute threshold besides. */
  readonly margin?: number
}

/**
 * Whether a metric beats the best one, null where there is none yet, by the thresholds. One that is
 * not finite does not.
 */
export function isBetter(value: number, best: number | null, bar: Bar): boolean {
  const { mode, threshold, thresholdMode, margin = 0 } = bar
  if (!Number.isFinite(value)) return false
  const sign = mode === 'min' ? -1 : 1
  const known = best ?? -sign * Infinity
  const moved =
    thresholdMode === 'relative' ? known * (1 + sign * threshold) : known + sign * threshold
  return mode === 'min' ? value < moved - margin : value > moved + margin
}
