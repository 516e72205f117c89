import { describe, expect, test } from 'vitest'
import { FunctionGraph } from './function-graph'
import { behind, graphFunction, handleOf } from './graph-function'
import { gradientsOf } from './gradients'
import { gather, replaceRow, reshape, stack } from './ops/arrays'
import { add, argMax, cast, constant, matMul, mul, sum } from './ops/math'
import { biasAdd, conv2d, pool } from './ops/neural'
import type { Tensor } from './tensor'

const graphWith = (...shapes: readonly (readonly number[])[]) => {
  const graph = new FunctionGraph(
    'tried',
    shapes.map((shape, index) => ({ name: `x${index}`, dtype: 'float32', shape })),
  )
  return { graph, x: graph.arguments as readonly [Tensor, Tensor, Tensor] }
}

describe('shapes', () => {
  test('follow from what goes in', () => {
    const { x } = graphWith([2, 3], [3, 4], [3])
    expect(matMul(x[0], x[1]).shape).toEqual([2, 4])
    expect(add(x[0], x[2]).shape).toEqual([2, 3])
    expect(sum(x[0], { axes: [0], keep: true }).shape).toEqual([1, 3])
    expect(reshape(x[1], [2, -1]).shape).toEqual([2, 6])
    expect(argMax(x[0])).toMatchObject({ dtype: 'int32', shape: [2] })
    expect(stack([x[2], x[2]]).shape).toEqual([2, 3])
  })

  test('may have a size that only TensorFlow will know', () => {
    const { x } = graphWith([-1, 28, 28, 1], [5, 5, 1, 6])
    const image = conv2d(x[0], x[1], { strides: [1, 1], padding: 'same' })
    expect(image.shape).toEqual([-1, 28, 28, 6])
    const pooled = pool(image, { kind: 'max', window: [2, 2], strides: [2, 2], padding: 'valid' })
    expect(pooled.shape).toEqual([-1, 14, 14, 6])
    expect(reshape(pooled, [-1, 14 * 14 * 6]).shape).toEqual([-1, 1176])
  })

  test.each<[string, (x: readonly [Tensor, Tensor, Tensor]) => Tensor, string]>([
    [
      'matrices that do not fit',
      (x) => matMul(x[0], x[0]),
      'MatMul cannot multiply float32[2, 3] by float32[2, 3]',
    ],
    [
      'sizes that differ',
      (x) => add(x[0], x[1]),
      'AddV2 cannot join float32[2, 3] and float32[3, 4]',
    ],
    [
      'element types that differ',
      (x) => add(x[0], cast(x[0], 'int32')),
      'AddV2 needs one element type, was given float32 and int32',
    ],
    [
      'a bias of another length',
      (x) => biasAdd(x[1], x[2]),
      'BiasAdd cannot add float32[3] to float32[3, 4]',
    ],
    [
      'a shape of another size',
      (x) => reshape(x[0], [4, 2]),
      'float32[2, 3] cannot be reshaped to 4 x 2',
    ],
    [
      'indices that are no whole numbers',
      (x) => gather(x[0], x[2]),
      'gather cannot take float32[3] from float32[2, 3]',
    ],
    [
      'a row of another length',
      (x) => replaceRow(x[1], constant(x[0].graph, 0, 'int32'), x[2]),
      'float32[3] is no row of float32[3, 4]',
    ],
    [
      'a constant with too few values',
      (x) => constant(x[0].graph, [1, 2], 'float32', [3]),
      'a constant of 3 cannot have 2 values',
    ],
  ])('refuse %s', (_, build, message) => {
    const { x } = graphWith([2, 3], [3, 4], [3])
    expect(() => build(x)).toThrow(message)
  })

  test('refuse a tensor of another function', () => {
    const one = graphWith([2]).x[0]
    const other = graphWith([2]).x[0]
    expect(() => add(one, other)).toThrow('AddV2 in tried cannot use x0 of tried')
  })
})

test('reads and writes of one variable keep their order', () => {
  const value = { dtype: 'float32', shape: [2] } as const
  const { graph } = graphFunction('ordered', [handleOf('v')], (scope, given) => {
    const variable = behind(given('v'), value)
    const first = scope.read(variable)
    scope.assign(variable, mul(first, constant(scope, 2)))
    const second = scope.read(variable)
    scope.assign(variable, add(second, constant(scope, 1)))
    return [sum(second)]
  })
  const afterOf = Object.fromEntries(graph.nodes.map(({ name, after }) => [name, after]))
  expect(afterOf.ReadVariableOp).toEqual([])
  expect(afterOf.AssignVariableOp).toEqual(['ReadVariableOp'])
  expect(afterOf.ReadVariableOp_1).toEqual(['AssignVariableOp'])
  expect(afterOf.AssignVariableOp_1).toEqual(['ReadVariableOp_1', 'AssignVariableOp'])
  // A result is there only once the last write has happened.
  expect(afterOf.Identity).toEqual(['AssignVariableOp_1'])
})

test('a variable takes only what it holds', () => {
  const graph = new FunctionGraph('tried', [handleOf('v')])
  const variable = behind(graph.arguments[0] as Tensor, { dtype: 'float32', shape: [2] })
  expect(() => graph.assign(variable, constant(graph, [1, 2, 3]))).toThrow(
    'v holds float32[2], was given float32[3]',
  )
})

describe('gradients are refused', () => {
  test('for a target that is no scalar', () => {
    const { x } = graphWith([2, 3])
    expect(() => gradientsOf(x[0], [x[0]])).toThrow('gradients need a scalar, was given 2 x 3')
  })

  test('through an op without a rule, named', () => {
    const { x } = graphWith([2, 3])
    const rows = gather(x[0], constant(x[0].graph, [0, 1], 'int32'))
    expect(() => gradientsOf(sum(rows), [x[0]])).toThrow('there is no gradient for GatherV2')
  })

  test('for a source without influence', () => {
    const { x } = graphWith([2], [2])
    expect(() => gradientsOf(sum(x[0]), [x[1]])).toThrow('Sum:output:0 does not depend on x1')
  })
})
