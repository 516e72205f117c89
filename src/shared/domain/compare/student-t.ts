/**
 * Probability that a Student's t of `freedom` degrees lies between -t and t, where
 * t = sqrt(freedom) * tan(angle): the finite sums of Abramowitz and Stegun (1964), 26.7.3 and
 * 26.7.4, exact but for rounding.
 */
function shareWithin(angle: number, freedom: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const square = cosine * cosine
  const odd = freedom % 2 === 1
  let term = odd ? cosine : 1
  let sum = freedom === 1 ? 0 : term
  for (let power = odd ? 3 : 2; power <= freedom - 2; power += 2) {
    term *= (square * (power - 1)) / power
    sum += term
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}

/** Halving the interval so often leaves no number between its ends. */
const halvings = 64

function angleWithin(share: number, freedom: number): number {
  let [low, high] = [0, Math.PI / 2]
  for (let round = 0; round < halvings; round++) {
    const middle = (low + high) / 2
    if (shareWithin(middle, freedom) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** By far more than the runs that anybody compares. */
const mostFreedom = 1_000_000

const known = new Map<string, number>()

/**
 * The value that a Student's t of `freedom` degrees stays below with this probability. Throws a
 * RangeError unless `freedom` is a whole number from 1 and the probability inside (0, 1).
 */
export function tQuantile(probability: number, freedom: number): number {
  if (!Number.isInteger(freedom) || freedom < 1 || freedom > mostFreedom) {
    throw new RangeError(
      `degrees of freedom must be a whole number from 1 to ${mostFreedom}, was ${freedom}`,
    )
  }
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`a probability must lie between 0 and 1, was ${probability}`)
  }
  if (probability < 0.5) return -tQuantile(1 - probability, freedom)
  const key = `${probability} ${freedom}`
  const before = known.get(key)
  if (before !== undefined) return before
  const t = Math.sqrt(freedom) * Math.tan(angleWithin(2 * probability - 1, freedom))
  known.set(key, t)
  return t
}
