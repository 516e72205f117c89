/** A stretch of samples that is told by its mean: from the first index up to, without, `end`. */
export interface Segment {
  readonly start: number
  readonly end: number
  readonly mean: number
}

/** Running sums, from which the spread of any stretch follows at once. */
function spreads(values: Float64Array) {
  const sums = [0]
  const squares = [0]
  for (const value of values) {
    sums.push((sums.at(-1) ?? 0) + value)
    squares.push((squares.at(-1) ?? 0) + value * value)
  }
  const between = (all: readonly number[], start: number, end: number) =>
    (all[end] ?? 0) - (all[start] ?? 0)
  return {
    mean: (start: number, end: number) => between(sums, start, end) / (end - start),
    spread: (start: number, end: number) =>
      between(squares, start, end) - between(sums, start, end) ** 2 / (end - start),
  }
}

/**
 * Cuts samples into level stretches so that the squares left over are as small as can be: one
 * cutting for each number of stretches, from 2 to `most`. A stretch has at least `shortest`
 * samples. Exact, by dynamic programming over the last cut.
 */
export function levelStretches(
  values: Float64Array,
  most: number,
  shortest: number,
): readonly (readonly Segment[])[] {
  const { mean, spread } = spreads(values)
  const count = values.length
  const ends = Array.from({ length: count + 1 }, (_, end) => end)
  let costs = ends.map((end) => (end < shortest ? Infinity : spread(0, end)))
  const cuts: number[][] = []
  const results: Segment[][] = []
  for (let pieces = 2; pieces <= most && pieces * shortest <= count; pieces++) {
    const cut = new Array<number>(count + 1).fill(0)
    costs = ends.map((end) => {
      let best = Infinity
      for (let at = shortest; at <= end - shortest; at++) {
        const cost = (costs[at] ?? Infinity) + spread(at, end)
        if (cost >= best) continue
        best = cost
        cut[end] = at
      }
      return best
    })
    cuts.push(cut)
    const segments: Segment[] = []
    let end = count
    for (const place of [...cuts].reverse()) {
      const start = place[end] ?? 0
      segments.unshift({ start, end, mean: mean(start, end) })
      end = start
    }
    results.push([{ start: 0, end, mean: mean(0, end) }, ...segments])
  }
  return results
}
