import type { Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs-core'
import {
  isTrained,
  shapeLayers,
  windowOf,
  type ShapedLayer,
  type VariableShape,
} from '../../../shared/domain/model-shape'
import type { ModelSpec } from '../../../shared/domain/recipe'
import { dropoutKey, keepMask } from '../dropout-mask'
import type { NamedTensor } from '../engine'
import { fittingTensors } from '../fitting-tensors'
import { zip } from '../zip'
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

/** A recipe's model made of tfjs's own layers. */
export interface TfjsModel {
  /** In the order of `modelVariables`. */
  readonly variables: readonly ModelVariable[]
  readonly trained: readonly ModelVariable[]
  /** Training moves the moving statistics; null evaluates. The last softmax belongs to the loss. */
  logits(images: Tensor4D, training: DropoutChoice | null): Tensor2D
  dispose(): void
}

export function createModel(tf: Tfjs, spec: ModelSpec, weights: readonly NamedTensor[]): TfjsModel {
  const shaped = shapeLayers(spec)
  const stack = shaped.map((layer, index) => ({
    layer,
    own: ownLayer(tf, layer, index === shaped.length - 1),
  }))
  const variables = stack.flatMap(({ layer, own }) => variablesOf(layer, own))
  for (const [variable, tensor] of zip(variables, fittingTensors(variables, weights))) {
    setValue(tf, variable, tensor)
  }
  return {
    variables,
    trained: variables.filter(isTrained),
    logits: (images, training) => {
      const found = stack.reduce<Tensor>((input, { layer, own }, index) => {
        // A single tensor in gives a single tensor out.
        if (own) return own.apply(input, { training: training !== null }) as Tensor
        return leaveOut(tf, layer, index, input, training)
      }, images)
      return found as Tensor2D
    },
    dispose: () => tf.dispose(variables.map(({ value }) => value)),
  }
}

/** Puts new values in a variable. */
export const setValue = (tf: Tfjs, variable: ModelVariable, { values, shape }: NamedTensor) => {
  tf.tidy(() => {
    variable.value.assign(tf.tensor(values, [...shape]))
  })
}

/** tfjs's types want pairs that may be changed. */
const writable = ([height, width]: readonly [number, number]): [number, number] => [height, width]

/** tfjs's layer of the same meaning; null for dropout, whose choices are ours. */
function ownLayer(tf: Tfjs, { spec, input }: ShapedLayer, isLast: boolean): TfjsLayer | null {
  const made = (): TfjsLayer | null => {
    switch (spec.kind) {
      case 'flatten':
        return tf.layers.flatten()
      case 'dense':
        return tf.layers.dense({
          units: spec.units,
          activation: isLast ? 'linear' : spec.activation,
          kernelInitializer: 'zeros',
        })
      case 'conv2d': {
        const { window, strides, padding } = windowOf(spec)
        return tf.layers.conv2d({
          filters: spec.filters,
          kernelSize: writable(window),
          strides: writable(strides),
          padding,
          activation: spec.activation,
          kernelInitializer: 'zeros',
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
  const layer = made()
  layer?.build([null, ...input])
  return layer
}

function variablesOf({ variables }: ShapedLayer, own: TfjsLayer | null): readonly ModelVariable[] {
  const values = own?.weights ?? []
  return variables.map((variable, index) => ({
    ...variable,
    // tfjs has the same variables in the same order, and reading one gives the variable itself.
    value: values[index]?.read() as Variable,
  }))
}

/** Kept units make up for those left out. */
function leaveOut(
  tf: Tfjs,
  { spec }: ShapedLayer,
  index: number,
  input: Tensor,
  training: DropoutChoice | null,
): Tensor {
  if (spec.kind !== 'dropout' || spec.rate === 0 || training === null) return input
  const key = dropoutKey(training.seed, index, training.step)
  const mask = tf.tensor(keepMask(key, input.size, spec.rate), input.shape)
  return tf.mul(tf.mul(input, 1 / (1 - spec.rate)), mask)
}
