import type { ComparisonLine } from '../../shared/domain/compare/comparison-line'

/** A run's line through points, without anything around it. */
export function fakeLine(
  id: string,
  points: readonly (readonly [x: number, y: number])[],
  more: Partial<ComparisonLine> = {},
): ComparisonLine {
  return {
    id,
    kind: 'run',
    name: id,
    group: id,
    style: 0,
    runIds: [id],
    xs: Float64Array.from(points, ([x]) => x),
    ys: Float64Array.from(points, ([, y]) => y),
    raw: null,
    low: null,
    high: null,
    n: null,
    marks: [],
    points: points.length,
    missing: null,
    ...more,
  }
}

/** The same at 1, 2, 3 and so on. */
export const fakeCurve = (id: string, ys: readonly number[], more: Partial<ComparisonLine> = {}) =>
  fakeLine(
    id,
    ys.map((y, at) => [at + 1, y] as const),
    more,
  )
