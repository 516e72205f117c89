import type * as Tfjs from '@tensorflow/tfjs-core'
import { fashionMnist } from '../../shared/domain/recipe'
import type { Engine, LabelledImages, SessionParts, TrainingSession } from './engine'
import { createDenseModel } from './tfjs-dense-model'
import { createOptimizer } from './tfjs-optimizers'

type Description = Pick<Engine, 'kind' | 'version' | 'gpus'>

/** Large enough to keep the processor busy, small enough to keep memory low. */
const evaluationBatch = 1_000

/** An engine of tfjs core operations, gradients written by hand: the same code on every backend. */
export function createTfjsEngine(tf: typeof Tfjs, description: Description): Engine {
  return {
    ...description,
    createSession: (parts) => createSession(tf, parts),
    tensorCount: () => tf.memory().numTensors,
  }
}

interface Loaded {
  readonly images: Tfjs.Tensor2D
  readonly labels: Tfjs.Tensor1D
}

/** Pixels scaled to 0..1, kept in the engine for the whole run. */
function load(tf: typeof Tfjs, { images, labels, count }: LabelledImages): Loaded {
  return {
    images: tf.tidy(() =>
      tf.div(tf.cast(tf.tensor2d(images, [count, fashionMnist.pixels], 'int32'), 'float32'), 255),
    ),
    labels: tf.tensor1d(labels, 'int32'),
  }
}

function createSession(tf: typeof Tfjs, parts: SessionParts): TrainingSession {
  const { batchSize, optimizer: optimizerSpec } = parts.recipe
  const train = load(tf, parts.train)
  const validation = load(tf, parts.validation)
  const model = createDenseModel(tf, parts.weights)
  const optimizer = createOptimizer(tf, optimizerSpec, model.variables)

  /** One update; returns the batch's mean loss and its number of correct predictions. */
  const step = (indices: Uint32Array, rate: number): [Tfjs.Scalar, Tfjs.Scalar] =>
    tf.tidy(() => {
      const chosen = tf.tensor1d(Int32Array.from(indices), 'int32')
      const images = tf.gather(train.images, chosen)
      const labels = tf.gather(train.labels, chosen)
      const pass = model.forward(images, labels)
      optimizer.apply(model.gradients(pass), rate)
      return [pass.meanLoss, pass.correct]
    })

  return {
    trainSteps: (order, rates) => {
      const results = Array.from(rates, (rate, index) =>
        step(order.subarray(index * batchSize, (index + 1) * batchSize), rate),
      )
      // Read back once for the whole chunk: each read waits for the device.
      const loss = tf.tidy(() => tf.stack(results.map(([each]) => each)).dataSync())
      const correct = tf.tidy(() => tf.stack(results.map(([, each]) => each)).dataSync())
      tf.dispose(results)
      return { loss: Float32Array.from(loss), correct: Int32Array.from(correct) }
    },
    evaluate: () => {
      const { count } = parts.validation
      let [lossSum, correctSum] = [0, 0]
      for (let start = 0; start < count; start += evaluationBatch) {
        const size = Math.min(evaluationBatch, count - start)
        const [meanLoss, correct] = tf.tidy(() => {
          const images = tf.slice(validation.images, [start, 0], [size, fashionMnist.pixels])
          const labels = tf.slice(validation.labels, [start], [size])
          const pass = model.forward(images, labels)
          return [pass.meanLoss.dataSync()[0] ?? NaN, pass.correct.dataSync()[0] ?? 0]
        }) as unknown as [number, number]
        lossSum += meanLoss * size
        correctSum += correct
      }
      return { loss: lossSum / count, accuracy: correctSum / count }
    },
    weights: () => model.weights(),
    dispose: () => {
      tf.dispose([train.images, train.labels, validation.images, validation.labels])
      model.dispose()
      optimizer.dispose()
    },
  }
}
