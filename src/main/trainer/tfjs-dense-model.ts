import type * as Tfjs from '@tensorflow/tfjs-core'
import { fashionMnist } from '../../shared/domain/recipe'
import type { DenseWeights } from './engine'

/** What one pass over a batch leaves for the gradients. */
export interface ForwardPass {
  /** The input of each layer: the images, then every hidden activation. */
  readonly inputs: readonly Tfjs.Tensor2D[]
  readonly logProbabilities: Tfjs.Tensor2D
  readonly targets: Tfjs.Tensor2D
  readonly meanLoss: Tfjs.Scalar
  /** Number of correct predictions, int32. */
  readonly correct: Tfjs.Scalar
}

export interface DenseModel {
  /** Kernel and bias of each layer in turn. */
  readonly variables: readonly Tfjs.Variable[]
  forward(images: Tfjs.Tensor2D, labels: Tfjs.Tensor1D): ForwardPass
  /** Gradients of the mean loss, in the order of `variables`. */
  gradients(pass: ForwardPass): readonly Tfjs.Tensor[]
  weights(): readonly DenseWeights[]
  dispose(): void
}

interface Layer {
  readonly kernel: Tfjs.Variable<Tfjs.Rank.R2>
  readonly bias: Tfjs.Variable<Tfjs.Rank.R1>
}

/** Dense layers with relu between them and softmax cross-entropy on the last one's logits. */
export function createDenseModel(tf: typeof Tfjs, weights: readonly DenseWeights[]): DenseModel {
  const layers: Layer[] = weights.map(({ inputs, units, kernel, bias }) => ({
    kernel: tf.tidy(() => tf.variable(tf.tensor2d(kernel, [inputs, units]))),
    bias: tf.tidy(() => tf.variable(tf.tensor1d(bias))),
  }))

  const forward: DenseModel['forward'] = (images, labels) => {
    const inputs = [images]
    let signal = images
    layers.forEach(({ kernel, bias }, index) => {
      signal = tf.add(tf.matMul(signal, kernel), bias)
      if (index === layers.length - 1) return
      signal = tf.relu(signal)
      inputs.push(signal)
    })
    const logProbabilities = tf.logSoftmax(signal)
    const targets = tf.cast(tf.oneHot(labels, fashionMnist.classes), 'float32') as Tfjs.Tensor2D
    const meanLoss = tf.neg(tf.mean(tf.sum(tf.mul(logProbabilities, targets), 1))) as Tfjs.Scalar
    const predicted = tf.argMax(signal, 1)
    const correct = tf.sum(tf.cast(tf.equal(predicted, labels), 'int32')) as Tfjs.Scalar
    return { inputs, logProbabilities, targets, meanLoss, correct }
  }

  const gradients: DenseModel['gradients'] = ({ inputs, logProbabilities, targets }) => {
    const batch = targets.shape[0]
    // Softmax and cross-entropy together: (probabilities - targets) / batch.
    let error = tf.div(tf.sub(tf.exp(logProbabilities), targets), batch) as Tfjs.Tensor2D
    return layers
      .map((_, index) => index)
      .reverse()
      .flatMap((index) => {
        const input = inputs[index] as Tfjs.Tensor2D
        const found = [tf.sum(error, 0), tf.matMul(input, error, true, false)]
        const kernel = layers[index]?.kernel
        // Back through this layer's kernel and the relu that made its input.
        if (index > 0 && kernel)
          error = tf.mul(tf.matMul(error, kernel, false, true), tf.step(input))
        return found
      })
      .reverse()
  }

  return {
    variables: layers.flatMap(({ kernel, bias }) => [kernel, bias]),
    forward,
    gradients,
    weights: () =>
      layers.map(({ kernel, bias }) => ({
        inputs: kernel.shape[0],
        units: kernel.shape[1],
        kernel: Float32Array.from(kernel.dataSync()),
        bias: Float32Array.from(bias.dataSync()),
      })),
    dispose: () => {
      for (const { kernel, bias } of layers) tf.dispose([kernel, bias])
    },
  }
}
