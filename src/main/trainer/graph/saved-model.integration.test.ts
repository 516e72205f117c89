import { beforeAll, describe, expect, test } from 'vitest'
import type { NativeTensorflow } from '../compiled/runner'
import { loadNativeTensorflow } from '../native-tensorflow'
import type { Argument } from './function-graph'
import { behind, graphFunction, handleOf } from './graph-function'
import { oneHot, replaceRow, stack } from './ops/arrays'
import { whileLoop } from './ops/control'
import { add, bitwiseXor, cast, constant, less, matMul, mul, rightShift, sum } from './ops/math'
import { runFunction } from './testing/run-function'
import type { Tensor } from './tensor'

let native: NativeTensorflow
beforeAll(() => {
  native = loadNativeTensorflow()
})

const scalar = (values: number) => ({ shape: [], values: [values], dtype: 'int32' }) as const

describe.each([false, true])('compiled by XLA: %s', (compiled) => {
  test('a function gives what its nodes compute', () => {
    const [product, ones, hash] = runFunction(native, {
      compiled,
      feeds: {
        a: { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] },
        b: { shape: [2, 3], values: [1, 0, 2, 0, 1, 0] },
        labels: { shape: [2], values: [2, 0], dtype: 'int32' },
      },
      build: (graph, given) => {
        const word = cast(constant(graph, -2, 'int32'), 'uint32')
        const mixed = bitwiseXor(word, rightShift(word, constant(graph, 16, 'uint32')))
        return [
          matMul(given('a'), given('b'), { transposeB: true }),
          oneHot(given('labels'), 3),
          cast(rightShift(mixed, constant(graph, 8, 'uint32')), 'float32'),
        ]
      },
    })
    expect(product).toEqual([7, 2, 16, 5])
    expect(ones).toEqual([0, 0, 1, 1, 0, 0])
    const word = 0xfffffffe
    expect(hash).toEqual([Math.fround(((word ^ (word >>> 16)) >>> 0) >>> 8)])
  })

  test('a loop runs as often as it is told, on variables as on values', () => {
    const variable = { name: 'total', dtype: 'float32', shape: [] } as const
    const values: readonly Argument[] = [
      { name: 'step', dtype: 'int32', shape: [] },
      { name: 'rows', dtype: 'float32', shape: [4, 2] },
      { name: 'count', dtype: 'int32', shape: [] },
      handleOf('total'),
    ]
    const condition = graphFunction('goes_on', values, (_, given) => [
      less(given('step'), given('count')),
    ])
    const body = graphFunction('step', values, (graph, given) => {
      const total = behind(given('total'), variable)
      const before = graph.read(total)
      const after = add(mul(before, constant(graph, 2)), constant(graph, 1))
      graph.assign(total, after)
      const rows = replaceRow(given('rows'), given('step'), stack([before, after]))
      const next = add(given('step'), constant(graph, 1, 'int32'))
      return [next, rows, given('count'), given('total')]
    })
    const [rows, total] = runFunction(native, {
      compiled,
      feeds: { count: scalar(3) },
      variables: [variable],
      callees: [condition, body],
      build: (graph, given) => {
        const kept = behind(given('total'), variable)
        graph.assign(kept, constant(graph, 1))
        const empty = constant(graph, 0, 'float32', [4, 2])
        const start = [constant(graph, 0, 'int32'), empty, given('count'), given('total')]
        const [, found] = whileLoop(condition, body, start, graph, !compiled)
        return [found as Tensor, sum(constant(graph, [1, 2]))]
      },
    })
    expect(rows).toEqual([1, 3, 3, 7, 7, 15, 0, 0])
    expect(total).toEqual([3])
  })
})

test('a loop refuses values that do not fit its functions', () => {
  const values: readonly Argument[] = [{ name: 'step', dtype: 'int32', shape: [] }]
  const body = graphFunction('same', values, (_, given) => [given('step')])
  expect(() =>
    graphFunction('entry', [], (graph) =>
      whileLoop(body, body, [constant(graph, 1)], graph, false),
    ),
  ).toThrow('the loop needs int32[] for step, was given float32[]')
})
