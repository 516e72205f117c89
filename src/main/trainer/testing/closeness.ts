/** Largest absolute difference of two lists; NaN where one is, or where they differ in length. */
export function farthest(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return NaN
  return largestOf(Array.from(expected, (each, index) => Math.abs(each - (found[index] ?? NaN))))
}

/** The same as shares of what is expected. */
export function farthestShare(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return NaN
  return largestOf(
    Array.from(expected, (each, index) => Math.abs(each - (found[index] ?? NaN)) / Math.abs(each)),
  )
}

const largestOf = (differences: readonly number[]) =>
  differences.reduce((largest, each) => (each > largest || Number.isNaN(each) ? each : largest), 0)
