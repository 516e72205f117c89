import { describe, expect, test } from 'vitest'
import { articleModel } from '../../shared/domain/article'
import type { Initializer, LayerSpec, ModelSpec } from '../../shared/domain/model'
import { modelVariables } from '../../shared/domain/model-shape'
import { modelPresets } from '../../shared/domain/presets'
import { randomStream } from '../../shared/domain/random/streams'
import { initialWeights } from './weights'
import { weightsSha256 } from './weights-hash'

const drawn = (seed: number, model: ModelSpec = articleModel) =>
  initialWeights(model, randomStream(seed, 'weights'))

const tall: ModelSpec = {
  layers: [
    { kind: 'batch-norm' },
    { kind: 'conv2d', filters: 4, kernelSize: [3, 5], activation: 'relu' },
    { kind: 'batch-norm' },
    { kind: 'flatten' },
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
}

test.each([{ id: 'tall', model: tall }, ...modelPresets])(
  'the variables of $id, in their order and shapes',
  ({ model }) => {
    const weights = drawn(1, model)
    const variables = modelVariables(model).map(({ name, shape }) => ({ name, shape }))
    expect(weights.map(({ name, shape }) => ({ name, shape }))).toEqual(variables)
    for (const { shape, values } of weights) {
      expect(values).toHaveLength(shape.reduce((product, size) => product * size, 1))
    }
  },
)

test('biases and shifts are 0, scales and variances 1', () => {
  const filled = drawn(1, tall).flatMap(({ name, values }) => {
    const [, role = ''] = name.split('/')
    return role === 'kernel' ? [] : [[role, ...new Set(values)]]
  })
  expect(filled).toEqual([
    ['gamma', 1],
    ['beta', 0],
    ['moving_mean', 0],
    ['moving_variance', 1],
    ['bias', 0],
    ['gamma', 1],
    ['beta', 0],
    ['moving_mean', 0],
    ['moving_variance', 1],
    ['bias', 0],
  ])
})

/** The kernel of one layer, made large so that its moments are known well. */
function kernelOf(initializer: Initializer, layer: LayerSpec['kind']): Float32Array {
  const common = { initializer, activation: 'relu' } as const
  const layers: readonly LayerSpec[] =
    layer === 'dense'
      ? [{ kind: 'flatten' }, { kind: 'dense', units: 128, ...common }]
      : [
          { kind: 'conv2d', filters: 50, kernelSize: 1, activation: 'relu' },
          { kind: 'conv2d', filters: 30, kernelSize: 7, ...common },
        ]
  return drawn(5, { layers }).at(-2)!.values
}

// Inputs and outputs of the two kernels above.
const fans = { dense: [784, 128], conv2d: [7 * 7 * 50, 7 * 7 * 30] } as const

describe.each(['dense', 'conv2d'] as const)('kernels of %s', (layer) => {
  const [inputs, outputs] = fans[layer]

  test.each<readonly [Initializer, variance: number, shape: 'uniform' | 'normal']>([
    ['glorot-uniform', 2 / (inputs + outputs), 'uniform'],
    ['glorot-normal', 2 / (inputs + outputs), 'normal'],
    ['he-uniform', 2 / inputs, 'uniform'],
    ['he-normal', 2 / inputs, 'normal'],
    ['lecun-uniform', 1 / inputs, 'uniform'],
    ['lecun-normal', 1 / inputs, 'normal'],
  ])('%s', (initializer, variance, shape) => {
    const kernel = kernelOf(initializer, layer)
    const moments = { mean: 0, second: 0, fourth: 0, largest: 0 }
    for (const each of kernel) {
      const square = each * each
      moments.mean += each / kernel.length
      moments.second += square / kernel.length
      moments.fourth += (square * square) / kernel.length
      moments.largest = Math.max(moments.largest, Math.abs(each))
    }
    const { mean, second, fourth, largest } = moments
    const deviation = Math.sqrt(variance)
    // The seed is fixed, so that these cannot flicker: four standard errors, at most 0.013.
    expect(Math.abs(mean) / deviation).toBeLessThan(4 / Math.sqrt(kernel.length))
    expect(Math.abs(second / variance - 1)).toBeLessThan(4 / Math.sqrt(kernel.length))
    // Of the fourth moment over the square of the second: 9/5, and that of a normal cut at 2.
    const kurtosis = shape === 'uniform' ? 1.8 : 2.3657
    expect(Math.abs(fourth / variance ** 2 - kurtosis)).toBeLessThan(0.05)
    const edge = shape === 'uniform' ? Math.sqrt(3) : 2 / 0.87962566103423978
    expect(largest / deviation).toBeLessThanOrEqual(edge * (1 + 1e-6))
    expect(largest / deviation).toBeGreaterThan(edge * 0.999)
  })
})

test('layers do not repeat each other', () => {
  const [first, , second] = drawn(0)
  const scaled = (kernel: typeof first) => {
    const [inputs = 1, outputs = 1] = kernel!.shape
    return Array.from(kernel!.values.subarray(0, 8), (each) => each * Math.sqrt(inputs + outputs))
  }
  expect(scaled(first)).not.toEqual(scaled(second))
})

describe('seeds', () => {
  /** Of the weights as the first version drew them: a seed keeps its meaning. */
  test.each([
    [0, 'c51181ae71ef8ee5ef40aa7464ec605601e50246bea22ef23c7d610b9292d816'],
    [1, 'f94254eaa621750cc9938b81fd49b750b935fe9dc2ad12b0fc1f4256ce24aa2d'],
    [0xffff_ffff, 'b93e14fabe6e366fd0d0818f716eae3281d92e5241b17dd7abdefeab0bde5531'],
  ])('%d gives the weights that it always gave', (seed, sha256) => {
    expect(weightsSha256(drawn(seed))).toBe(sha256)
  })

  test('the same normal weights every time, and others for another seed', () => {
    const small: ModelSpec = {
      layers: [
        { kind: 'flatten' },
        { kind: 'dense', units: 12, activation: 'relu', initializer: 'he-normal' },
      ],
    }
    const hash = (seed: number) => weightsSha256(drawn(seed, small))
    expect(hash(0)).toBe(hash(0))
    expect(hash(0)).not.toBe(hash(1))
  })
})
