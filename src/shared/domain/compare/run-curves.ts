import type { RunId } from '../ids'
import { lineStart } from '../shared-prefix'
import type { CompareLook, CurveMetric } from './compare-view'
import type { ComparedRun, CurveSource, ImportedCurves } from './compared-run'
import { curveOf, noCurve, sourceOfImport, type Curve } from './curve'
import { divergence, gapsOf, type UnplacedMark } from './line-marks'
import { smoothed, smoothingOf } from './smooth'
import { placesOf } from './x-axis'

/** A run's or an import's curve before and after smoothing; both have the same places. */
export interface DrawnCurve {
  readonly raw: Curve
  readonly smooth: Curve
  readonly marks: readonly UnplacedMark[]
}

type Look = Pick<CompareLook, 'x' | 'smoothing'>

/** Without the points of epochs before one; those after it keep their values. */
function cut(curve: Curve, source: CurveSource, look: Look, fromEpoch: number): Curve {
  if (fromEpoch === 0) return curve
  const places = placesOf(source, look.x)
  if ('missing' in places) return curve
  const start = places.xs[source.rows.findIndex(({ epoch }) => epoch >= fromEpoch)] ?? Infinity
  const first = curve.xs.findIndex((x) => x >= start)
  if (first < 0) return noCurve('it has no finished epoch of its own yet')
  return { ...curve, xs: curve.xs.subarray(first), ys: curve.ys.subarray(first) }
}

/** Smoothed as a whole, then cut, so that a fork begins on its parent's smoothed line. */
function drawn(source: CurveSource, metric: CurveMetric, look: Look, fromEpoch = 0): DrawnCurve {
  const whole = curveOf(source, metric, look.x)
  const smooth = { ...whole, ys: smoothed(whole.ys, smoothingOf(metric, look.smoothing)) }
  const raw = cut(whole, source, look, fromEpoch)
  return { raw, smooth: cut(smooth, source, look, fromEpoch), marks: gapsOf(raw) }
}

/** An import's curve. */
export const curveOfImport = (
  imported: ImportedCurves,
  sources: ReadonlyMap<string, CurveSource>,
  metric: CurveMetric,
  look: Look,
): DrawnCurve => drawn(sources.get(imported.id) ?? sourceOfImport(imported), metric, look)

/** What the runs of one line have around them. */
export interface Surroundings {
  readonly sources: ReadonlyMap<string, CurveSource>
  /** All runs of the comparison. */
  readonly drawn: ReadonlySet<RunId>
  /** Those that are summed up with it: an epoch that it shares with one of them counts once. */
  readonly together: ReadonlySet<RunId>
}

/** A run's curve; a fork whose parent is drawn too has only its own part of it. */
export function curveOfRun(
  { run }: ComparedRun,
  { sources, drawn: all, together }: Surroundings,
  metric: CurveMetric,
  look: Look,
): DrawnCurve {
  const source = sources.get(run.id)
  if (!source) return { raw: notRead, smooth: notRead, marks: [] }
  const { forkedFrom } = run
  const counted = forkedFrom && together.has(forkedFrom.runId)
  const found = drawn(source, metric, look, counted ? forkedFrom.epochs : lineStart(run, all))
  const marks = [...found.marks, ...divergence(run, found.raw, source, look.x)]
  if (source.rows.length > 0 || run.status !== 'diverged') return { ...found, marks }
  const early = noCurve('it diverged in its first epoch')
  return { raw: early, smooth: early, marks }
}

const notRead = noCurve('its epochs have not been read yet')
