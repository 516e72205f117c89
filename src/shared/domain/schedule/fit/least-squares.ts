type Matrix = number[][]

const dot = (a: Float64Array, b: Float64Array) => {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}

/** Solves a small symmetric system, given with its right side as the last column; changes it. */
function solve(rows: Matrix): number[] {
  const size = rows.length
  for (let pivot = 0; pivot < size; pivot++) {
    const row = rows[pivot] ?? []
    for (let below = pivot + 1; below < size; below++) {
      const other = rows[below] ?? []
      const factor = (other[pivot] ?? 0) / (row[pivot] ?? 1)
      for (let column = pivot; column <= size; column++) {
        other[column] = (other[column] ?? 0) - factor * (row[column] ?? 0)
      }
    }
  }
  const found = new Array<number>(size).fill(0)
  for (let pivot = size - 1; pivot >= 0; pivot--) {
    const row = rows[pivot] ?? []
    const known = found.reduce((sum, value, column) => sum + value * (row[column] ?? 0), 0)
    found[pivot] = ((row[size] ?? 0) - known) / (row[pivot] ?? 1)
  }
  return found
}

/** Keeps curves that are all zero, or the same, from dividing by nothing. */
const ridge = 1e-10

/**
 * Weights of at least 0 that bring the sum of the weighted curves close to the target in the
 * squares; NaN where a curve is not finite. A weight that would be negative is set to 0, the lowest first, and the others are
 * solved anew.
 */
export function nonNegativeWeights(
  curves: readonly Float64Array[],
  target: Float64Array,
): readonly number[] {
  const products = curves.map((a) => curves.map((b) => dot(a, b)))
  const sides = curves.map((curve) => dot(curve, target))
  let used = curves.map((_, index) => index)
  for (;;) {
    const found = solve(
      used.map((i) => [
        ...used.map((j) => (products[i]?.[j] ?? 0) + (i === j ? ridge * target.length : 0)),
        sides[i] ?? 0,
      ]),
    )
    const lowest = Math.min(...found)
    // Curves that are not finite have no weights: NaN, which is not negative, ends the search too.
    if (!(lowest < 0)) {
      return curves.map((_, index) => found[used.indexOf(index)] ?? 0)
    }
    used = used.filter((_, place) => found[place] !== lowest)
  }
}
