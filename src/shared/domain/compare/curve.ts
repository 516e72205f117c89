import type { CurveMetric, XAxis } from './compare-view'
import type { CurveSource, ImportedCurves, ImportedRow } from './compared-run'
import { curveMetricTexts } from './metric-text'
import { placesOf } from './x-axis'

/** Points from left to right. A value that was recorded but is no number is kept: a gap. */
export interface Curve {
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** Why there is no point, as the end of "not drawn: ..."; null where there are some. */
  readonly missing: string | null
}

const nothing = new Float64Array(0)

/** A curve without points. */
export const noCurve = (missing: string): Curve => ({ xs: nothing, ys: nothing, missing })

/** A row's value of a metric; undefined where the row does not tell it. */
export function metricOf(row: ImportedRow, metric: CurveMetric): number | undefined {
  if (metric !== 'lossGap') return row[metric]
  const { loss, valLoss } = row
  return loss === undefined || valLoss === undefined ? undefined : valLoss - loss
}

function isAscending(xs: Float64Array): boolean {
  let before = -Infinity
  for (const x of xs) {
    if (x < before) return false
    before = x
  }
  return true
}

/** From left to right; a file from elsewhere may tell its steps in any order. */
function inOrder(xs: Float64Array, ys: Float64Array): Pick<Curve, 'xs' | 'ys'> {
  if (isAscending(xs)) return { xs, ys }
  const order = Array.from(xs, (_, at) => at).sort((a, b) => (xs[a] ?? 0) - (xs[b] ?? 0))
  return {
    xs: Float64Array.from(order, (at) => xs[at] ?? NaN),
    ys: Float64Array.from(order, (at) => ys[at] ?? NaN),
  }
}

/**
 * A metric of a source over an axis. What a row does not tell is no point, so that a metric told at
 * every tenth step still makes a line; a value that is not finite is one, and makes a gap. Without
 * anything to draw the curve is empty and says why.
 */
export function curveOf(source: CurveSource, metric: CurveMetric, x: XAxis): Curve {
  const { rows } = source
  if (rows.length === 0) return noCurve('it has no finished epoch yet')
  const places = placesOf(source, x)
  if ('missing' in places) return noCurve(places.missing)
  const xs = new Float64Array(rows.length)
  const ys = new Float64Array(rows.length)
  let count = 0
  let at = 0
  for (const row of rows) {
    const place = places.xs[at++] ?? NaN
    const value = metricOf(row, metric)
    if (value === undefined || !Number.isFinite(place)) continue
    xs[count] = place
    ys[count] = value
    count++
  }
  if (count === 0) return noCurve(`it does not tell its ${titleInText(metric)}`)
  return { ...inOrder(xs.subarray(0, count), ys.subarray(0, count)), missing: null }
}

function titleInText(metric: CurveMetric): string {
  const { title } = curveMetricTexts[metric]
  return title.charAt(0).toLowerCase() + title.slice(1)
}

/** What was imported, as lines are made of it. */
export function sourceOfImport({ id, rows }: ImportedCurves): CurveSource {
  return { id, rows, recipe: null, stepsPerEpoch: null, totalEpochs: null, rateSums: null }
}
