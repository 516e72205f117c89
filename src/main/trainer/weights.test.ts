import { describe, expect, test } from 'vitest'
import { articleModel } from '../../shared/domain/article'
import { randomStream } from '../../shared/domain/random/streams'
import { denseLayers } from './dense-layers'
import { smallRecipe } from './testing/small-recipe'
import { glorotLimit, initialWeights } from './weights'

const layers = denseLayers(articleModel)
const drawn = (seed: number, of = layers) => initialWeights(of, randomStream(seed, 'weights'))

test('every layer gets a kernel and a bias of its shape', () => {
  const shapes = drawn(1).map(({ inputs, units, kernel, bias }) => [
    ...[inputs, units, kernel.length, bias.length],
  ])
  expect(shapes).toEqual([
    [784, 512, 784 * 512, 512],
    [512, 200, 512 * 200, 200],
    [200, 10, 2000, 10],
  ])
})

test("kernels fill Glorot's range evenly and stay inside it", () => {
  for (const { inputs, units, kernel } of drawn(1)) {
    const limit = glorotLimit(inputs, units)
    expect(limit).toBe(Math.sqrt(6 / (inputs + units)))
    const largest = kernel.reduce((most, each) => Math.max(most, Math.abs(each)), 0)
    expect(largest).toBeLessThanOrEqual(Math.fround(limit))
    expect(largest).toBeGreaterThan(0.99 * limit)
    const mean = kernel.reduce((sum, each) => sum + each, 0) / kernel.length
    const variance = kernel.reduce((sum, each) => sum + each * each, 0) / kernel.length
    // Four standard errors of a uniform draw; the seed is fixed, so this cannot flicker.
    expect(Math.abs(mean)).toBeLessThan((4 * limit) / Math.sqrt(3 * kernel.length))
    expect(variance / (limit ** 2 / 3)).toBeCloseTo(1, 1)
  }
})

test('biases are zero', () => {
  expect(drawn(1).every(({ bias }) => bias.every((each) => each === 0))).toBe(true)
})

describe('seeds', () => {
  const small = denseLayers(smallRecipe().model)

  test.each([0, 1, 0xffff_ffff])('%d gives the same weights every time', (seed) => {
    expect(drawn(seed, small)).toEqual(drawn(seed, small))
  })

  test('0 and 1 give different weights', () => {
    expect(drawn(0, small)[0]!.kernel).not.toEqual(drawn(1, small)[0]!.kernel)
  })

  test('layers do not repeat each other', () => {
    const [first, second] = drawn(0)
    const scaled = (from: typeof first) =>
      Array.from(
        from!.kernel.subarray(0, 8),
        (each) => each / glorotLimit(from!.inputs, from!.units),
      )
    expect(scaled(first)).not.toEqual(scaled(second))
  })
})
