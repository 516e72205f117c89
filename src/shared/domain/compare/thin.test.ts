import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Curve } from './curve'
import { keptPlaces, thinned, type ThinRange } from './thin'

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
)
const curve = fc
  .array(fc.record({ gap: fc.double({ min: 1e-3, max: 10, noNaN: true }), y: value }), {
    minLength: 1,
    maxLength: 300,
  })
  .map((points) => {
    let x = 0
    const xs = Float64Array.from(points, ({ gap }) => (x += gap))
    return { xs, ys: Float64Array.from(points, ({ y }) => y), missing: null }
  })
const buckets = fc.integer({ min: 1, max: 40 })
const finite = (values: Iterable<number>) => [...values].filter((each) => Number.isFinite(each))

/** Stretches of numbers between gaps, by the x of the gaps' first and last points. */
function gapsOf({ xs, ys }: { xs: Float64Array; ys: Float64Array }): string {
  const isGap = (at: number) => !Number.isFinite(ys[at] ?? NaN)
  return [...xs.keys()]
    .filter((at) => isGap(at) && !(at > 0 && isGap(at - 1) && at < xs.length - 1 && isGap(at + 1)))
    .map((at) => `${xs[at]}`)
    .join(' ')
}

describe('a thinned curve', () => {
  test('is the same one where it has few points', () => {
    fc.assert(
      fc.property(curve, buckets, (given, count) => {
        fc.pre(given.xs.length <= 2 * count)
        expect(thinned(given, count)).toBe(given)
      }),
    )
  })

  test('has its ends, its lowest and highest point, and all its gaps', () => {
    fc.assert(
      fc.property(curve, buckets, fc.boolean(), (given, count, logarithmic) => {
        const found = thinned(given, count, { logarithmic })
        expect(found.xs[0]).toBe(given.xs[0])
        expect(found.xs[found.xs.length - 1]).toBe(given.xs[given.xs.length - 1])
        expect(Math.min(...finite(found.ys))).toBe(Math.min(...finite(given.ys)))
        expect(Math.max(...finite(found.ys))).toBe(Math.max(...finite(given.ys)))
        expect(gapsOf(found)).toBe(gapsOf(given))
      }),
    )
  })

  test('has the extremes of each bucket of the part that is seen', () => {
    const range = fc.tuple(fc.double({ min: 0, max: 400, noNaN: true }), fc.integer({ min: 1 }))
    fc.assert(
      fc.property(curve, buckets, range, (given, count, [from, width]) => {
        const to = from + (width % 300) + 1
        const found = thinned(given, count, { from, to })
        for (let bucket = 0; bucket < count; bucket++) {
          const inside = (x: number) =>
            x >= from &&
            x <= to &&
            Math.min(count - 1, Math.floor(((x - from) / (to - from)) * count)) === bucket
          const own = (of: Curve) => finite(of.ys.filter((_, at) => inside(of.xs[at] ?? NaN)))
          expect(Math.min(...own(found))).toBe(Math.min(...own(given)))
          expect(Math.max(...own(found))).toBe(Math.max(...own(given)))
        }
      }),
    )
  })

  test('is made of points of the curve, in their order', () => {
    fc.assert(
      fc.property(curve, buckets, (given, count) => {
        const places = keptPlaces(given.xs, [given.ys], count)
        fc.pre(places !== null)
        expect([...places]).toEqual([...new Set(places)].sort((a, b) => a - b))
      }),
    )
  })
})

const line = (length: number, y: (at: number) => number = (at) => at) => ({
  xs: Float64Array.from({ length }, (_, at) => at + 1),
  ys: Float64Array.from({ length }, (_, at) => y(at)),
  missing: null,
})

test('a thousand points in ten buckets leave at most twenty and the ends', () => {
  expect(thinned(line(1_000, Math.sin), 10).xs.length).toBeLessThanOrEqual(22)
})

test('a part that is seen is finer than the rest, and its borders keep their slope', () => {
  const range: ThinRange = { from: 401, to: 420 }
  const { xs } = thinned(line(1_000), 20, range)
  expect([...xs.filter((x) => x >= 400 && x <= 421)]).toEqual(
    Array.from({ length: 22 }, (_, at) => 400 + at),
  )
  expect(xs.length).toBeLessThan(80)
})

test('every series of a line keeps its own extremes', () => {
  const { xs, ys } = line(100, () => 0)
  const high = ys.map((_, at) => (at === 37 ? 9 : 1))
  expect([...(keptPlaces(xs, [ys, high], 2) ?? [])]).toContain(37)
})
