import type { CurveMetric } from '../../../../../shared/domain/compare/compare-view'
import type { ComparisonLine } from '../../../../../shared/domain/compare/comparison-line'
import { curveMetricTexts } from '../../../../../shared/domain/compare/metric-text'

/** What a line shows, in a row of a table. */
export interface LineSummary {
  readonly id: string
  readonly name: string
  readonly style: number
  /** Runs that it stands for; 1 for a run, 0 for an import. */
  readonly runs: number
  readonly first: number
  readonly last: number
  readonly lastX: number
  /** The best value, by the metric's better end, and where it is; of the learning rate the highest. */
  readonly best: number
  readonly bestX: number
}

function summaryOf(line: ComparisonLine, lowerIsBetter: boolean): LineSummary {
  const { id, name, style, xs, ys, runIds } = line
  let [first, last, best] = [-1, -1, -1]
  for (let at = 0; at < ys.length; at++) {
    const value = ys[at] ?? NaN
    if (!Number.isFinite(value)) continue
    if (first < 0) first = at
    last = at
    const record = ys[best] ?? NaN
    if (best < 0 || (lowerIsBetter ? value < record : value > record)) best = at
  }
  return {
    id,
    name,
    style,
    runs: runIds.length,
    first: ys[first] ?? NaN,
    last: ys[last] ?? NaN,
    lastX: xs[last] ?? NaN,
    best: ys[best] ?? NaN,
    bestX: xs[best] ?? NaN,
  }
}

/** The lines of a panel as a table tells them, the best last value first; those without any last. */
export function lineSummaries(
  lines: readonly ComparisonLine[],
  metric: CurveMetric,
): readonly LineSummary[] {
  const { lowerIsBetter } = curveMetricTexts[metric]
  const worst = lowerIsBetter ? Infinity : -Infinity
  const rank = ({ last }: LineSummary) => (Number.isFinite(last) ? last : worst)
  const rows = lines.map((line) => summaryOf(line, lowerIsBetter))
  return rows.sort((a, b) => (lowerIsBetter ? rank(a) - rank(b) : rank(b) - rank(a)) || 0)
}
