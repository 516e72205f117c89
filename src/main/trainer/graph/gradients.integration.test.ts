import { beforeAll, describe, expect, test } from 'vitest'
import type { NativeTensorflow } from '../compiled/runner'
import { loadNativeTensorflow } from '../native-tensorflow'

import { differentiableOps, gradientsOf } from './gradients'
import { reshape } from './ops/arrays'
import * as math from './ops/math'
import * as neural from './ops/neural'
import { runFunction } from './testing/run-function'
import { elements, type Scope, type Shape, type Tensor } from './tensor'

const { add, cast, constant, div, matMul, mul, sub, sum } = math

interface Case {
  readonly op: string
  readonly what?: string
  readonly inputs: readonly Shape[]
  /** Values in between these; away from where a function has a kink. */
  readonly between?: readonly [number, number]
  readonly build: (...inputs: readonly Tensor[]) => Tensor
}

const labels = (graph: Scope) => constant(graph, [2, 0, 1], 'int32')
const pooling = (kind: 'max' | 'average', padding: 'valid' | 'same') =>
  ({ kind, padding, window: [2, 2], strides: [2, 1] }) as const

const one = (op: string, build: (input: Tensor) => Tensor, between?: Case['between']): Case => ({
  op,
  inputs: [[2, 3]],
  between,
  build: (input) => build(input),
})
const two = (op: string, build: (a: Tensor, b: Tensor) => Tensor, between?: Case['between']) =>
  [
    [
      [2, 3],
      [2, 3],
    ],
    [[2, 3], [3]],
    [[], [2, 3]],
    [
      [2, 1],
      [1, 3],
    ],
  ].map((inputs): Case => ({
    op,
    what: inputs.map((shape) => `[${shape.join(', ')}]`).join(' and '),
    inputs,
    between,
    build: (a, b) => build(a, b),
  }))
const matMuls = [false, true].flatMap((transposeA) =>
  [false, true].map((transposeB): Case => ({
    op: 'MatMul',
    what: `transposed ${transposeA} and ${transposeB}`,
    inputs: [transposeA ? [4, 2] : [2, 4], transposeB ? [3, 4] : [4, 3]],
    build: (a, b) => matMul(a, b, { transposeA, transposeB }),
  })),
)
const sliding = (['valid', 'same'] as const).flatMap((padding): readonly Case[] => [
  {
    op: 'Conv2D',
    what: padding,
    inputs: [
      [2, 4, 3, 2],
      [2, 3, 2, 2],
    ],
    build: (image, kernel) => neural.conv2d(image, kernel, { strides: [2, 1], padding }),
  },
  {
    op: 'MaxPool',
    what: padding,
    inputs: [[1, 4, 3, 2]],
    build: (image) => neural.pool(image, pooling('max', padding)),
  },
  {
    op: 'AvgPool',
    what: padding,
    inputs: [[1, 5, 3, 2]],
    build: (image) => neural.pool(image, pooling('average', padding)),
  },
])

const positive = [0.5, 2] as const
const cases: readonly Case[] = [
  ...two('AddV2', add),
  ...two('Sub', sub),
  ...two('Mul', mul),
  ...two('RealDiv', div, positive),
  ...two('Maximum', math.maximum),
  one('Abs', math.abs),
  one('Neg', math.neg),
  one('Square', math.square),
  one('Sqrt', math.sqrt, positive),
  one('Rsqrt', math.rsqrt, positive),
  one('Exp', math.exp),
  one('Tanh', math.tanh),
  one('Sigmoid', math.sigmoid),
  one('Erf', math.erf),
  one('Relu', neural.relu),
  one('Elu', neural.elu),
  one('Selu', neural.selu),
  one('Softmax', neural.softmax),
  one('Identity', math.identity),
  one('Reshape', (input) => reshape(input, [3, -1])),
  ...[{}, { axes: [0] }, { axes: [1], keep: true }].flatMap((reduction) => [
    one('Sum', (input) => math.square(sum(input, reduction))),
    one('Mean', (input) => math.square(math.mean(input, reduction))),
  ]),
  ...matMuls,
  {
    op: 'BiasAdd',
    inputs: [[2, 2, 2, 3], [3]],
    build: (value, bias) => neural.biasAdd(value, bias),
  },
  ...sliding,
  {
    op: 'SparseSoftmaxCrossEntropyWithLogits',
    inputs: [[3, 4]],
    build: (logits) => neural.crossEntropy(logits, labels(logits.graph)).loss,
  },
  {
    op: 'SoftmaxCrossEntropyWithLogits',
    inputs: [[2, 3]],
    build: (logits) => {
      const { graph, dtype } = logits
      const wished = constant(graph, [0.9, 0.05, 0.05, 0.2, 0.5, 0.3], dtype, [2, 3])
      return neural.crossEntropy(logits, wished).loss
    },
  },
  {
    op: 'Mul',
    what: 'a value used twice',
    inputs: [[2, 3]],
    build: (input) => mul(math.tanh(input), add(input, input)),
  },
]

/** Well apart from each other and from 0, so that no comparison turns within a step. */
function valuesFor(shape: Shape, [low, high]: readonly [number, number], seed: number) {
  const count = elements(shape)
  return Array.from({ length: count }, (_, index) => {
    const place = ((index * 7 + seed * 3) % (count + 11)) + 0.5
    return low + ((high - low) * place) / (count + 11)
  })
}

const step = 1e-5

/** Analytic gradients and central differences of a weighted sum of the outputs, all in float64. */
function bothGradients(native: NativeTensorflow, { inputs, between = [-1.3, 1.7], build }: Case) {
  const feeds = Object.fromEntries(
    inputs.map((shape, index) => [
      `x${index}`,
      { shape, values: valuesFor(shape, between, index) },
    ]),
  )
  const found = runFunction(native, {
    feeds,
    build: (graph, given) => {
      const exact = inputs.map((_, index) => cast(given(`x${index}`), 'float64'))
      const target = (values: readonly Tensor[]) => {
        const output = build(...values)
        const weights = valuesFor(output.shape, [0.4, 1.9], 5)
        return sum(mul(output, constant(graph, weights, 'float64', output.shape)))
      }
      const number = (value: number) => constant(graph, value, 'float64')
      const moved = (index: number, at: number, by: number) =>
        exact.map((input, other) => {
          if (other !== index) return input
          const nudge = Array.from({ length: elements(input.shape) }, (_, e) => (e === at ? by : 0))
          return add(input, constant(graph, nudge, 'float64', input.shape))
        })
      const analytic = gradientsOf(target(exact), exact)
      const numeric = exact.flatMap(({ shape }, index) =>
        Array.from({ length: elements(shape) }, (_, at) =>
          div(
            sub(target(moved(index, at, step)), target(moved(index, at, -step))),
            number(2 * step),
          ),
        ),
      )
      return [...analytic, ...numeric].map((each) => cast(each, 'float32'))
    },
  })
  return {
    analytic: found.slice(0, inputs.length).flat(),
    numeric: found.slice(inputs.length).flat(),
  }
}

let native: NativeTensorflow
beforeAll(() => {
  native = loadNativeTensorflow()
})

describe('gradients agree with central differences', () => {
  test.each(cases.map((each) => ({ ...each, title: [each.op, each.what ?? ''].join(' ') })))(
    '$title',
    (each) => {
      const { analytic, numeric } = bothGradients(native, each)
      expect(analytic).toHaveLength(numeric.length)
      analytic.forEach((value, index) => {
        const expected = numeric[index] ?? NaN
        expect(Math.abs(value - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)))
      })
      expect(numeric.some((value) => Math.abs(value) > 1e-3)).toBe(true)
    },
  )

  test('every op with a rule is checked', () => {
    const checked = new Set(cases.map(({ op }) => op))
    expect(differentiableOps.filter((op) => !checked.has(op))).toEqual([])
  })
})
