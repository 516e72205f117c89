import type * as Tfjs from '@tensorflow/tfjs-core'
import { fashionMnist } from '../../shared/domain/recipe'
import { batchSums } from './batch-results'
import { denseLayers } from './dense-layers'
import type { Engine, SessionParts, StepResults, TrainingSession } from './engine'
import { imageRows, indexRange, labelsOf, oneHotRows } from './image-batches'
import { createNetwork, toTensors, toWeights, type LayerTensors } from './tfjs-network'
import { createOptimizer } from './tfjs-optimizers'

type Description = Pick<Engine, 'kind' | 'version' | 'gpus'>

/** An engine of tfjs core operations: the same code on every backend. */
export function createTfjsEngine(tf: typeof Tfjs, description: Description): Engine {
  return {
    ...description,
    createSession: (parts) => createSession(tf, parts),
    tensorCount: () => tf.memory().numTensors,
  }
}

const flat = (layers: readonly LayerTensors[]) =>
  layers.flatMap(({ kernel, bias }) => [kernel, bias])

function createSession(tf: typeof Tfjs, parts: SessionParts): TrainingSession {
  const { recipe, train, validation } = parts
  const network = createNetwork(tf, denseLayers(recipe.model))
  let layers = toTensors(tf, parts.weights)
  const optimizer = createOptimizer(tf, recipe.optimizer, flat(layers))
  const imagesOf = (source: typeof train, chosen: Uint32Array) =>
    tf.tensor2d(imageRows(source, chosen), [chosen.length, fashionMnist.pixels])

  /** One update; returns the logits before it and the rate it used. */
  const step = (batch: Uint32Array, rate: number) =>
    tf.tidy(() => {
      const targets = oneHotRows(labelsOf(train, batch))
      const pass = network.forward(layers, imagesOf(train, batch))
      const gradients = network.gradients(
        layers,
        pass,
        tf.tensor2d(targets, [batch.length, fashionMnist.classes]),
      )
      const usedRate = tf.scalar(rate)
      const updated = optimizer.update(flat(layers), flat(gradients), usedRate)
      tf.dispose(flat(layers))
      layers = pairUp(updated.map((each) => tf.keep(each)))
      return { logits: pass.logits, usedRate }
    })

  return {
    trainSteps: (order, rates) => {
      const batches = Array.from(rates, (_, index) =>
        order.subarray(index * recipe.batchSize, (index + 1) * recipe.batchSize),
      )
      const done = batches.map((batch, index) => step(batch, rates[index] ?? 0))
      // Read back once for the whole chunk: each read waits for the device.
      const logits = readAll(
        tf,
        tf.concat,
        done.map(({ logits }) => logits),
      )
      const appliedRate = readAll(
        tf,
        tf.stack,
        done.map(({ usedRate }) => usedRate),
      )
      return {
        ...resultsOf(
          logits,
          batches.map((batch) => labelsOf(train, batch)),
        ),
        appliedRate,
      }
    },
    evaluate: (from, to) => {
      const chosen = indexRange(from, to)
      const logits = tf.tidy(() =>
        network.forward(layers, imagesOf(validation, chosen)).logits.dataSync<'float32'>(),
      )
      return batchSums(logits, labelsOf(validation, chosen))
    },
    weights: () => toWeights(layers),
    dispose: () => {
      tf.dispose(flat(layers))
      optimizer.dispose()
    },
  }
}

/** Kernel and bias of each layer in turn, as layers again. */
function pairUp(tensors: readonly Tfjs.Tensor[]): readonly LayerTensors[] {
  return tensors.flatMap((kernel, index) =>
    index % 2 === 0
      ? [{ kernel: kernel as Tfjs.Tensor2D, bias: tensors[index + 1] as Tfjs.Tensor1D }]
      : [],
  )
}

/** Joins tensors into one, reads it, and lets go of all of them. */
function readAll<Part extends Tfjs.Tensor>(
  tf: typeof Tfjs,
  join: (parts: Part[]) => Tfjs.Tensor,
  parts: Part[],
): Float32Array {
  const values = tf.tidy(() => join(parts).dataSync<'float32'>())
  tf.dispose(parts)
  return values
}

function resultsOf(
  logits: Float32Array,
  labels: readonly Uint8Array[],
): Omit<StepResults, 'appliedRate'> {
  let rows = 0
  const sums = labels.map((each) => {
    const start = rows * fashionMnist.classes
    rows += each.length
    return batchSums(logits.subarray(start, rows * fashionMnist.classes), each)
  })
  return {
    loss: Float32Array.from(sums, ({ lossSum }, index) => lossSum / (labels[index]?.length ?? 1)),
    correct: Int32Array.from(sums, ({ correct }) => correct),
  }
}
