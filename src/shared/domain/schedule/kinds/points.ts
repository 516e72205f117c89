import { choice, points } from '../fields'
import type { Handle } from '../handles'
import { defineShape, type ValueOfUnit } from '../kind'
import { monotoneCubic } from '../monotone-cubic'
import { countUpTo } from '../search'

type Point = readonly [t: number, rate: number]
type Between = (from: Point, to: Point, t: number) => number

const share = ([from]: Point, [to]: Point, t: number) => (t - from) / (to - from)

const linear: Between = (from, to, t) => from[1] + (to[1] - from[1]) * share(from, to, t)
const hold: Between = (from) => from[1]
const log: Between = (from, to, t) => from[1] * (to[1] / from[1]) ** share(from, to, t)
const cosine: Between = (from, to, t) =>
  to[1] + ((from[1] - to[1]) * (1 + Math.cos(Math.PI * share(from, to, t)))) / 2

/** Before the first point its rate, after the last one that one's. */
function pieces(all: readonly Point[], between: Between): ValueOfUnit {
  const times = all.map(([t]) => t)
  const first = all[0]
  const last = all.at(-1)
  return (t) => {
    const index = countUpTo(times, t)
    const from = all[index - 1] ?? first
    const to = all[index] ?? last
    if (!from || !to) return NaN
    return from === to || index === 0 ? from[1] : between(from, to, t)
  }
}

const drag = (all: readonly Point[], index: number) => (to: { t: number; rate: number }) => {
  const earliest = (all[index - 1]?.[0] ?? -1) + 1
  const latest = (all[index + 1]?.[0] ?? Infinity) - 1
  const t = Math.max(0, Math.min(latest, Math.max(earliest, Math.round(to.t))))
  return { points: all.with(index, [t, to.rate]) }
}

/** More handles than this would cover the curve. */
const mostHandles = 60

export const pointsKind = defineShape({
  kind: 'points',
  family: 'Free',
  title: 'Points',
  summary: 'A curve through the points you draw, place or import.',
  formula:
    'through the points: straight, held, smooth (monotone cubic), straight in log rate, or along cosines',
  source: 'Drawn by hand; imported CSV; optax piecewise_interpolate_schedule.',
  fields: {
    points: points('points'),
    interpolation: choice('between points', ['linear', 'hold', 'smooth', 'log', 'cosine']),
  },
  example: {
    per: 'epoch',
    points: [
      [0, 0.01],
      ['10%', 0.1],
      ['60%', 0.06],
      ['100%', 0.001],
    ],
    interpolation: 'smooth',
  },
  check: ({ points, interpolation }) => {
    const zero = interpolation === 'log' ? points.findIndex(([, rate]) => rate === 0) : -1
    return zero < 0
      ? null
      : `points[${zero}] has rate 0, which has no logarithm; choose another interpolation`
  },
  shape: ({ points, interpolation }) => {
    switch (interpolation) {
      case 'linear':
        return pieces(points, linear)
      case 'hold':
        return pieces(points, hold)
      case 'log':
        return pieces(points, log)
      case 'cosine':
        return pieces(points, cosine)
      case 'smooth':
        return monotoneCubic(points)
    }
  },
  handles: ({ points }) =>
    points.length > mostHandles
      ? []
      : points.map(([t, rate], index): Handle => ({
          id: `point-${index}`,
          label: `Point ${index + 1}`,
          t,
          rate,
          moves: 'both',
          drag: drag(points, index),
        })),
})
