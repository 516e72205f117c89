import { describe, expect, test } from 'vitest'
import pandas from '../../../../fixtures/compare/curves.json'
import { bands } from './compare-view'
import { noCurve } from './curve'
import { summariseGroup } from './group-curves'

const curveFrom = (xs: readonly number[], ys: readonly (number | null)[]) => ({
  xs: Float64Array.from(xs),
  ys: Float64Array.from(ys, (y) => y ?? NaN),
  missing: null,
})

function expectClose(found: Float64Array | null, wanted: readonly (number | null)[]): void {
  expect(found).toHaveLength(wanted.length)
  found?.forEach((value, at) => {
    const number = wanted[at] ?? null
    if (number === null) expect(value).toBeNaN()
    else expect(value).toBeCloseTo(number, 10)
  })
}

describe.each(pandas.groups)('of $curves.length curves at $xs.length places', (wanted) => {
  const curves = wanted.curves.map(({ xs, ys }) => curveFrom(xs, ys))

  test("mean, median and n are pandas' own", () => {
    const found = summariseGroup(curves, 'mean', 'none')
    expect([...found.xs]).toEqual(wanted.xs)
    expect([...found.n]).toEqual(wanted.n)
    expectClose(found.ys, wanted.mean)
    expectClose(summariseGroup(curves, 'median', 'none').ys, wanted.median)
  })

  test.each(bands.filter((band) => band !== 'none'))("the %s is pandas' and SciPy's", (band) => {
    const { low, high } = summariseGroup(curves, 'mean', band)
    expectClose(low, wanted.bands[band].low)
    expectClose(high, wanted.bands[band].high)
  })
})

describe('a group', () => {
  test('of one curve is that curve; only its range is known', () => {
    const curve = curveFrom([1, 2], [3, 4])
    expect([...summariseGroup([curve], 'median', 'range').ys]).toEqual([3, 4])
    expect([...(summariseGroup([curve], 'mean', 'range').low ?? [])]).toEqual([3, 4])
    expect([...(summariseGroup([curve], 'mean', 'interval').low ?? [])]).toEqual([NaN, NaN])
  })

  test('of nothing is empty', () => {
    expect(summariseGroup([], 'mean', 'range').xs).toHaveLength(0)
    expect(summariseGroup([noCurve('why')], 'mean', 'range').xs).toHaveLength(0)
  })

  test('has no line across a gap of a curve', () => {
    const curves = [curveFrom([1, 2, 3], [1, NaN, 1]), curveFrom([1.5, 2.5], [5, 5])]
    const { xs, ys, n } = summariseGroup(curves, 'mean', 'none')
    expect([...xs]).toEqual([1, 1.5, 2, 2.5, 3])
    expect([...ys]).toEqual([1, 5, 5, 5, 1])
    expect([...n]).toEqual([1, 1, 1, 1, 1])
  })

  test('of many curves without common places is summed up at some of them', () => {
    const curves = Array.from({ length: 30 }, (_, curve) =>
      curveFrom(
        Array.from({ length: 40 }, (_row, at) => at + curve / 30),
        Array.from({ length: 40 }, () => 2),
      ),
    )
    const { xs, ys } = summariseGroup(curves, 'mean', 'none')
    expect(xs).toHaveLength(500)
    expect([xs[0], xs[499]]).toEqual([0, 39 + 29 / 30])
    expect(new Set(ys)).toEqual(new Set([2]))
  })
})
