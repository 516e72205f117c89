import type { CurveMetric, Smoothing } from './compare-view'

/** True for values that all are the first one, as far as they are numbers. */
function isConstant(ys: Float64Array): boolean {
  const first = ys.find((y) => Number.isFinite(y))
  return first === undefined || ys.every((y) => y === first || !Number.isFinite(y))
}

/**
 * Weights w^0, w^1, ... from the latest value backwards, over their sum: the moving average that
 * begins at 0, divided by what 0 still weighs in it.
 */
function movingAverage(ys: Float64Array, weight: number): Float64Array {
  let sum = 0
  let weights = 0
  return ys.map((y) => {
    if (!Number.isFinite(y)) return y
    sum = weight * sum + y
    weights = weight * weights + 1
    return sum / weights
  })
}

/** Towards an end the window shrinks on both sides, so that it stays centred. */
function centredMean(ys: Float64Array, window: number): Float64Array {
  const half = (window - 1) / 2
  return ys.map((y, at) => {
    if (!Number.isFinite(y)) return y
    const reach = Math.min(half, at, ys.length - 1 - at)
    let sum = 0
    let count = 0
    for (let near = at - reach; near <= at + reach; near++) {
      const value = ys[near] ?? NaN
      if (!Number.isFinite(value)) continue
      sum += value
      count++
    }
    return sum / count
  })
}

function check(smoothing: Smoothing): void {
  if (smoothing.kind === 'ema' && !(smoothing.weight >= 0 && smoothing.weight < 1)) {
    throw new RangeError(`smoothing weight must be in [0, 1), was ${smoothing.weight}`)
  }
  if (smoothing.kind === 'mean' && !(smoothing.window >= 1 && smoothing.window % 2 === 1)) {
    throw new RangeError(`smoothing window must be an odd number from 1, was ${smoothing.window}`)
  }
}

/**
 * The smoothed values, as many as there were. Values that are not finite are skipped and stay what
 * they are; a constant series stays what it is. Throws a RangeError for a weight outside [0, 1) and a
 * window that is not an odd whole number.
 */
export function smoothed(ys: Float64Array, smoothing: Smoothing): Float64Array {
  check(smoothing)
  if (smoothing.kind === 'none' || isConstant(ys)) return ys
  switch (smoothing.kind) {
    case 'ema':
      return movingAverage(ys, smoothing.weight)
    case 'mean':
      return centredMean(ys, smoothing.window)
  }
}

/** What is done to a metric: a learning rate is what it was, and never smoothed. */
export const smoothingOf = (metric: CurveMetric, smoothing: Smoothing): Smoothing =>
  metric === 'learningRate' ? { kind: 'none' } : smoothing

/** False for a smoothing that changes nothing. */
export function changesValues(smoothing: Smoothing): boolean {
  switch (smoothing.kind) {
    case 'none':
      return false
    case 'ema':
      return smoothing.weight > 0
    case 'mean':
      return smoothing.window > 1
  }
}
