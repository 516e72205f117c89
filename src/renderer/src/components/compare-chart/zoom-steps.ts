/** A part of the horizontal axis, in its own units. */
export interface ZoomRange {
  readonly from: number
  readonly to: number
}

const closer = 0.6
const aside = 0.2

/** Shares of the shown part at which the next one begins and ends, by key. */
const shares: Readonly<Record<string, readonly [number, number]>> = {
  '+': [(1 - closer) / 2, (1 + closer) / 2],
  '=': [(1 - closer) / 2, (1 + closer) / 2],
  '-': [(1 - 1 / closer) / 2, (1 + 1 / closer) / 2],
  'Shift+ArrowLeft': [-aside, 1 - aside],
  'Shift+ArrowRight': [aside, 1 + aside],
}

/**
 * The part that a key leads to, never out of the whole: plus and minus zoom, Shift with an arrow moves.
 * The whole is told as null; undefined for a key that does nothing here.
 */
export function zoomedBy(
  key: string,
  shown: ZoomRange,
  whole: ZoomRange,
  logarithmic: boolean,
): ZoomRange | null | undefined {
  if (key === '0') return null
  const share = shares[key]
  if (!share) return undefined
  const own = (value: number) => (logarithmic ? Math.log(value) : value)
  const back = (value: number) => (logarithmic ? Math.exp(value) : value)
  const [first, last] = [own(whole.from), own(whole.to)]
  const [left, right] = [own(shown.from), own(shown.to)]
  const width = Math.min(last - first, (right - left) * (share[1] - share[0]))
  if (width >= last - first) return null
  const from = Math.min(last - width, Math.max(first, left + (right - left) * share[0]))
  return { from: back(from), to: back(from + width) }
}
