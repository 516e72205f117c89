import { splitSizes } from '../recipe'
import type { RunRecord } from '../run'
import type { XAxis } from './compare-view'
import type { CurveSource } from './compared-run'
import type { Curve } from './curve'

/** A place where a value was recorded that is no number, or where a run diverged. */
export interface UnplacedMark {
  readonly x: number
  readonly kind: 'notFinite' | 'diverged'
}

/** The same beside a line. */
export interface LineMark extends UnplacedMark {
  /** The line's value there, or next to it; NaN where the line has none. */
  readonly y: number
}

/** Where a curve has a value that is no number. */
export function gapsOf({ xs, ys }: Curve): readonly UnplacedMark[] {
  const gaps: UnplacedMark[] = []
  for (let at = 0; at < ys.length; at++) {
    if (!Number.isFinite(ys[at] ?? NaN)) gaps.push({ x: xs[at] ?? NaN, kind: 'notFinite' })
  }
  return gaps
}

/** Where the loss of a diverged run was not finite; its curve's end where the axis cannot tell. */
export function divergence(
  { status, divergedAtStep, stepsPerEpoch, totalEpochs }: RunRecord,
  { xs }: Curve,
  { recipe }: Pick<CurveSource, 'recipe'>,
  x: XAxis,
): readonly UnplacedMark[] {
  if (status !== 'diverged' || divergedAtStep === null) return []
  const epochs = (divergedAtStep + 1) / stepsPerEpoch
  const place = (): number => {
    switch (x) {
      case 'epoch':
        return epochs
      case 'step':
        return divergedAtStep + 1
      case 'examples':
        return recipe === null ? NaN : epochs * splitSizes(recipe).imagesPerEpoch
      case 'progress':
        return epochs / totalEpochs
      case 'seconds':
      case 'rateSum':
        return xs[xs.length - 1] ?? NaN
    }
  }
  const found = place()
  return Number.isFinite(found) ? [{ x: found, kind: 'diverged' }] : []
}

/** A line's last number at or before an x, else its first one after it; NaN without any. */
function valueBeside(xs: Float64Array, ys: Float64Array, x: number): number {
  let value = NaN
  for (let at = 0; at < xs.length; at++) {
    if ((xs[at] ?? NaN) > x && Number.isFinite(value)) break
    const y = ys[at] ?? NaN
    if (Number.isFinite(y)) value = y
  }
  return value
}

/** Marks beside the line that they belong to. */
export const placed = (
  marks: readonly UnplacedMark[],
  xs: Float64Array,
  ys: Float64Array,
): readonly LineMark[] => marks.map((mark) => ({ ...mark, y: valueBeside(xs, ys, mark.x) }))
