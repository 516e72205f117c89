import type { Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core'
import { windowOf, type ShapedLayer, type VariableShape } from '../../../shared/domain/model-shape'
import { dropoutKey, keepMask } from '../dropout-mask'
import type { Tfjs } from './tfjs'

type TfjsLayer = InstanceType<Tfjs['layers']['Layer']>

/** A variable of tfjs with what it is for. */
export interface ModelVariable extends VariableShape {
  readonly value: Variable
}

/** Decides which units dropout leaves out in a pass. */
export interface DropoutChoice {
  readonly seed: number
  readonly step: number
}

/** A layer with its variables; training moves the moving statistics, null evaluates. */
export interface ModelLayer {
  readonly variables: readonly ModelVariable[]
  pass(input: Tensor, training: DropoutChoice | null): Tensor
}

/**
 * tfjs's own layer of the same meaning, but for dropout, whose choices are ours, and the last one,
 * whose softmax belongs to the loss.
 */
export function createLayer(
  tf: Tfjs,
  shaped: ShapedLayer,
  index: number,
  isLast: boolean,
): ModelLayer {
  const own = tfjsLayer(tf, shaped)
  if (!own) {
    return {
      variables: [],
      pass: (input, training) => (training ? leaveOut(tf, shaped, index, input, training) : input),
    }
  }
  own.build([null, ...shaped.input])
  const variables = shaped.variables.map((variable, at) => ({
    ...variable,
    // tfjs has the same variables in the same order, and reading one gives the variable itself.
    value: own.weights[at]?.read() as Variable,
  }))
  const [kernel, bias] = variables
  if (isLast && kernel && bias) {
    return {
      variables,
      pass: (input) => tf.add(tf.matMul(input as Tensor2D, kernel.value), bias.value),
    }
  }
  return {
    variables,
    // A single tensor in gives a single tensor out.
    pass: (input, training) => own.apply(input, { training: training !== null }) as Tensor,
  }
}

/** tfjs's types want pairs that may be changed. */
const writable = ([height, width]: readonly [number, number]): [number, number] => [height, width]

function tfjsLayer(tf: Tfjs, { spec }: ShapedLayer): TfjsLayer | null {
  // Initial weights are given, not drawn.
  const kernelInitializer = 'zeros'
  switch (spec.kind) {
    case 'flatten':
      return tf.layers.flatten()
    case 'dense':
      return tf.layers.dense({
        units: spec.units,
        activation: spec.activation,
        kernelInitializer,
      })
    case 'conv2d': {
      const { window, strides, padding } = windowOf(spec)
      return tf.layers.conv2d({
        filters: spec.filters,
        kernelSize: writable(window),
        strides: writable(strides),
        padding,
        activation: spec.activation,
        kernelInitializer,
      })
    }
    case 'max-pool':
    case 'average-pool': {
      const { window, strides, padding } = windowOf(spec)
      const given = { poolSize: writable(window), strides: writable(strides), padding }
      return spec.kind === 'max-pool'
        ? tf.layers.maxPooling2d(given)
        : tf.layers.averagePooling2d(given)
    }
    case 'batch-norm':
      return tf.layers.batchNormalization({
        momentum: spec.momentum ?? 0.99,
        epsilon: spec.epsilon ?? 1e-3,
      })
    case 'dropout':
      return null
  }
}

/** Kept units make up for those left out. */
function leaveOut(
  tf: Tfjs,
  { spec }: ShapedLayer,
  index: number,
  input: Tensor,
  { seed, step }: DropoutChoice,
): Tensor {
  if (spec.kind !== 'dropout' || spec.rate === 0) return input
  const mask = keepMask(dropoutKey(seed, index, step), input.size, spec.rate)
  return tf.mul(tf.mul(input, 1 / (1 - spec.rate)), tf.tensor(mask, input.shape))
}
