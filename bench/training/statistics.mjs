/** @param {readonly number[]} values */
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = NaN, high = NaN] = sorted.slice(Math.max(0, Math.ceil(sorted.length / 2) - 1))
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : (low + high) / 2
}

/**
 * The median of some rounds, with the lowest and the highest of them.
 * @typedef {{ median: number, spread: [number, number] }} Figure
 */

/** @param {readonly number[]} rounds @returns {Figure} */
export const figureOf = (rounds) => ({
  median: median(rounds),
  spread: [Math.min(...rounds), Math.max(...rounds)],
})

/**
 * Theirs over ours, round by round: what slows the machine for a while slows both.
 * @param {readonly number[]} theirs
 * @param {readonly number[]} ours
 */
export const ratiosOf = (theirs, ours) => theirs.map((value, round) => value / (ours[round] ?? NaN))

/**
 * Growth of `y` for one more `x`, by least squares.
 * @param {readonly { x: number, y: number }[]} points
 */
export function slopeOf(points) {
  const x = mean(points.map((point) => point.x))
  const y = mean(points.map((point) => point.y))
  const products = points.map((point) => (point.x - x) * (point.y - y))
  return mean(products) / mean(points.map((point) => (point.x - x) ** 2))
}
