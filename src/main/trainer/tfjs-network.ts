import type * as Tfjs from '@tensorflow/tfjs-core'
import type { Activation } from '../../shared/domain/recipe'
import type { DenseLayer } from './dense-layers'
import type { DenseWeights } from './engine'
import { zip } from './zip'

type Matrix = Tfjs.Tensor2D

export interface LayerTensors {
  readonly kernel: Matrix
  readonly bias: Tfjs.Tensor1D
}

export const toTensors = (
  tf: typeof Tfjs,
  weights: readonly DenseWeights[],
): readonly LayerTensors[] =>
  weights.map(({ inputs, units, kernel, bias }) => ({
    kernel: tf.tensor2d(kernel, [inputs, units]),
    bias: tf.tensor1d(bias),
  }))

export const toWeights = (layers: readonly LayerTensors[]): readonly DenseWeights[] =>
  layers.map(({ kernel, bias }) => ({
    inputs: kernel.shape[0],
    units: kernel.shape[1],
    kernel: Float32Array.from(kernel.dataSync()),
    bias: Float32Array.from(bias.dataSync()),
  }))

/** What a layer is given; `activation` is that of the layer which made it, null for the images. */
interface Input {
  readonly signal: Matrix
  readonly activation: Activation | null
}

/** What one pass over a batch leaves for the way back; one input per layer. */
export interface ForwardPass {
  readonly inputs: readonly Input[]
  readonly logits: Matrix
}

/** The passes through a stack of dense layers, written out: a tape would triple the time. */
export function createNetwork(tf: typeof Tfjs, shape: readonly DenseLayer[]) {
  const activate = (activation: Activation, sums: Matrix): Matrix =>
    activation === 'relu' ? tf.relu(sums) : tf.softmax(sums)

  /** From the error at a hidden layer's output to that at its sums. */
  const throughActivation = (activation: Activation, output: Matrix, error: Matrix): Matrix => {
    // An output of relu is at least 0, so its sign is the slope.
    if (activation === 'relu') return tf.mul(error, tf.sign(output))
    const shared = tf.sum(tf.mul(error, output), 1, true)
    return tf.mul(output, tf.sub(error, shared))
  }

  /** The last layer's softmax belongs to the loss, so that layer gives logits. */
  function forward(layers: readonly LayerTensors[], images: Matrix): ForwardPass {
    const inputs: Input[] = []
    let input: Input = { signal: images, activation: null }
    for (const [{ kernel, bias }, { activation }] of zip(layers, shape)) {
      inputs.push(input)
      const sums: Matrix = tf.add(tf.matMul(input.signal, kernel), bias)
      const isLast = inputs.length === layers.length
      input = { signal: isLast ? sums : activate(activation, sums), activation }
    }
    return { inputs, logits: input.signal }
  }

  /** Gradients of the batch's mean cross-entropy; `targets` are one-hot rows. */
  function gradients(
    layers: readonly LayerTensors[],
    { inputs, logits }: ForwardPass,
    targets: Matrix,
  ): readonly LayerTensors[] {
    const share = tf.scalar(1 / targets.shape[0])
    let error: Matrix = tf.mul(tf.sub(tf.softmax(logits), targets), share)
    const found: LayerTensors[] = []
    for (const [{ kernel }, { signal, activation }] of [...zip(layers, inputs)].reverse()) {
      found.unshift({ kernel: tf.matMul(signal, error, true, false), bias: tf.sum(error, 0) })
      if (activation === null) continue
      error = throughActivation(activation, signal, tf.matMul(error, kernel, false, true))
    }
    return found
  }

  return { forward, gradients }
}
