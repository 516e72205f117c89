import { isTrained, sizeOf, windowOf, type ShapedLayer } from '../../../shared/domain/model-shape'
import type { Activation, LayerSpec } from '../../../shared/domain/recipe'
import { keepFrom } from '../dropout-mask'
import { range, reshape } from '../graph/ops/arrays'
import {
  add,
  bitwiseXor,
  cast,
  constant,
  erf,
  greaterEqual,
  matMul,
  mean,
  mul,
  rightShift,
  rsqrt,
  sigmoid,
  square,
  sub,
  tanh,
} from '../graph/ops/math'
import { biasAdd, conv2d, elu, pool, relu, selu, softmax } from '../graph/ops/neural'
import { GraphError, type Tensor } from '../graph/tensor'

/** What a pass over a batch needs beside the images, and what it leaves beside the logits. */
export interface Pass {
  /** The variable of this name. */
  readonly value: (name: string) => Tensor
  /** Null when evaluating. */
  readonly training: {
    /** The step's key for the masks of the layer with this index: a scalar of int32. */
    readonly dropoutKey: (layer: number) => Tensor
    /** Takes a moving statistic's new value. */
    readonly moved: (name: string, value: Tensor) => void
  } | null
}

/** The logits of images [batch, height, width, channels]: the softmax of the last layer belongs to the loss. */
export function forward(layers: readonly ShapedLayer[], images: Tensor, pass: Pass): Tensor {
  return layers.reduce(
    (input, layer, index) => apply(layer, index, index === layers.length - 1, input, pass),
    images,
  )
}

function apply(
  layer: ShapedLayer,
  index: number,
  isLast: boolean,
  input: Tensor,
  pass: Pass,
): Tensor {
  const { spec, name } = layer
  const value = (role: string) => pass.value(`${name}/${role}`)
  switch (spec.kind) {
    case 'flatten':
      return reshape(input, [input.shape[0] ?? -1, sizeOf(layer.output)])
    case 'dense': {
      const sums = biasAdd(matMul(input, value('kernel')), value('bias'))
      return isLast ? sums : activate(spec.activation, sums)
    }
    case 'conv2d': {
      const sums = conv2d(input, value('kernel'), windowOf(spec))
      return activate(spec.activation, biasAdd(sums, value('bias')))
    }
    case 'max-pool':
    case 'average-pool':
      return pool(input, { ...windowOf(spec), kind: spec.kind === 'max-pool' ? 'max' : 'average' })
    case 'batch-norm':
      return normalise(layer, spec, input, pass)
    case 'dropout':
      return pass.training ? leaveOut(spec.rate, input, pass.training.dropoutKey(index)) : input
  }
}

const sqrtHalf = Math.SQRT1_2

function activate(activation: Activation, sums: Tensor): Tensor {
  switch (activation) {
    case 'linear':
      return sums
    case 'relu':
      return relu(sums)
    case 'tanh':
      return tanh(sums)
    case 'sigmoid':
      return sigmoid(sums)
    case 'elu':
      return elu(sums)
    case 'selu':
      return selu(sums)
    case 'softmax':
      return softmax(sums)
    case 'gelu': {
      const { graph } = sums
      const share = add(erf(mul(sums, constant(graph, sqrtHalf))), constant(graph, 1))
      return mul(mul(sums, constant(graph, 0.5)), share)
    }
  }
}

/** Batch statistics while training, the moving ones else; the variance is the biased one, as Keras's. */
function normalise(
  { name, variables }: ShapedLayer,
  { momentum = 0.99, epsilon = 1e-3 }: Extract<LayerSpec, { kind: 'batch-norm' }>,
  input: Tensor,
  { value, training }: Pass,
): Tensor {
  const { graph } = input
  const of = (role: string) => value(`${name}/${role}`)
  const statistics = () => {
    if (!training) return { average: of('moving_mean'), variance: of('moving_variance') }
    const axes = input.shape.slice(0, -1).map((_, axis) => axis)
    const average = mean(input, { axes })
    const variance = mean(square(sub(input, average)), { axes })
    return { average, variance }
  }
  const { average, variance } = statistics()
  for (const variable of variables) {
    if (isTrained(variable)) continue
    const found = variable.role === 'moving-mean' ? average : variance
    const kept = mul(value(variable.name), constant(graph, momentum))
    training?.moved(variable.name, add(kept, mul(found, constant(graph, 1 - momentum))))
  }
  const scale = mul(rsqrt(add(variance, constant(graph, epsilon))), of('gamma'))
  return add(mul(input, scale), sub(of('beta'), mul(average, scale)))
}

/** Keeps the units whose hash is high enough, and scales them up: see dropout-mask.ts. */
function leaveOut(rate: number, input: Tensor, key: Tensor): Tensor {
  if (rate === 0) return input
  const { graph, shape } = input
  if (shape.includes(-1)) throw new GraphError('dropout needs to know the size of its batch')
  const word = (each: number) => constant(graph, each, 'uint32')
  const shifted = (each: Tensor, by: number) => bitwiseXor(each, rightShift(each, word(by)))
  const places = cast(range(graph, sizeOf(shape)), 'uint32')
  const first = mul(shifted(add(places, cast(key, 'uint32')), 16), word(0x7feb352d))
  const hash = shifted(mul(shifted(first, 15), word(0x846ca68b)), 16)
  const kept = cast(greaterEqual(hash, word(keepFrom(rate))), 'float32')
  return mul(mul(input, constant(graph, 1 / (1 - rate))), reshape(kept, shape))
}
