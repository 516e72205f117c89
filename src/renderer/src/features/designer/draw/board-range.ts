import { rateRange, type PlotRange } from '../../../../../shared/charts/plot-scale'
import { formatRate } from '../../../../../shared/domain/format-rate'
import type { BoardPoint, BoardSettings } from '../../../stores/drawing'
import { texts } from '../../../texts'

/** No learning rate that anybody drew is higher. */
const mostRate = 1000

type Axis = Pick<BoardSettings, 'logarithmic' | 'top' | 'bottom'>

/** The board's axes, time as a share of the run; no point lies outside of them. */
export function boardRange(
  { logarithmic, top, bottom }: Axis,
  points: readonly BoardPoint[],
): PlotRange {
  const rates = points.map(([, rate]) => rate)
  const high = Math.max(top, ...rates)
  const low = Math.min(bottom, ...rates.filter((rate) => rate > 0))
  return { x: [0, 1], y: logarithmic ? [low, high] : [0, high], logarithmic }
}

/** The ends of axes on which rates up to the highest, and down to the lowest above 0, have room. */
export function axisFor(rates: readonly number[]): Pick<Axis, 'top' | 'bottom'> {
  const ends = {
    highest: Math.max(0, ...rates),
    lowest: Math.min(Infinity, ...rates.filter((rate) => rate > 0)),
  }
  return { top: rateRange(ends, false)[1], bottom: rateRange(ends, true)[0] }
}

const plainNumber = /^(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i

/** A rate between two others, as a person writes it; null where the text is none. */
export function parseRate(text: string, above: number, below: number): number | null {
  const value = plainNumber.test(text.trim()) ? Number(text) : NaN
  return value > above && value < below ? value : null
}

/** An end of the axis as it was written, or what is wrong with it. */
export type WrittenEnd =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: string }

/** Reads an end of the axis: the top is above the bottom, and the points stay between them. */
export function readEnd(
  end: 'top' | 'bottom',
  text: string,
  { logarithmic, top, bottom }: Axis,
  points: readonly BoardPoint[],
): WrittenEnd {
  const name = texts.draw[end]
  const [above, below] = end === 'top' ? [logarithmic ? bottom : 0, mostRate] : [0, top]
  const value = parseRate(text, above, below)
  if (value === null) {
    const problem = texts.draw.rateRule(name, text, formatRate(above), formatRate(below))
    return { ok: false, problem }
  }
  const rates = points.map(([, rate]) => rate).filter((rate) => rate > 0)
  const outside = end === 'top' ? Math.max(value, ...rates) : Math.min(value, ...rates)
  return outside === value
    ? { ok: true, value }
    : { ok: false, problem: texts.draw.pointRule(name, formatRate(outside)) }
}
