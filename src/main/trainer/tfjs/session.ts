import type { Tensor } from '@tensorflow/tfjs-core'
import { resolveOptimizer } from '../../../shared/domain/optimizer'
import { fashionMnist } from '../../../shared/domain/recipe'
import { confusionOf, batchCounts, lossSum } from '../batch-results'
import type {
  Evaluation,
  LabelledImages,
  NamedTensor,
  SessionParts,
  StepInputs,
  StepResults,
  TrainingSession,
} from '../engine'
import { fittingTensors } from '../fitting-tensors'
import { imageRows, indexRange, labelsOf, lossShares, targetRows } from '../image-batches'
import { createStepScalars } from '../optimizers/step-scalars'
import { zip } from '../zip'
import { createTfjsArithmetic } from './arithmetic'
import { Chunk } from './chunk'
import { createPenalty } from './loss'
import { createModel, setValue } from './model'
import { createOptimizer } from './optimizer'
import { trainStep } from './step'
import type { Tfjs } from './tfjs'

const { imageSide, classes } = fashionMnist

/** A recipe's model, its optimizer and its data on a backend of tfjs. */
export function createTfjsSession(tf: Tfjs, parts: SessionParts): TrainingSession {
  const { recipe, train, evaluated, weights, dropoutSeed } = parts
  const spec = resolveOptimizer(recipe.optimizer)
  const math = createTfjsArithmetic(tf)
  const model = createModel(tf, recipe.model, weights)
  const optimizer = createOptimizer(tf, math, spec, model.trained)
  const penalty = createPenalty(tf, recipe.model, model.variables)
  const stepParts = {
    math,
    model,
    optimizer,
    penalty,
    clipping: spec,
    recordsNorms: recipe.recordNorms ?? false,
  }
  // As in Keras, class weights are for training alone.
  const unweighted = { ...recipe.loss, classWeights: undefined }
  let scalars = createStepScalars(spec)

  const imagesOf = (source: LabelledImages, chosen: Uint32Array) =>
    tf.tensor4d(imageRows(source, chosen), [chosen.length, imageSide, imageSide, 1])
  const weightsNow = () => model.variables.map(read)

  const oneStep = (chunk: Chunk, batch: Uint32Array, columns: readonly number[], step: number) =>
    tf.tidy(() => {
      const fed = columns.map((value) => tf.scalar(value))
      const labels = labelsOf(train, batch)
      const found = trainStep(tf, stepParts, {
        images: imagesOf(train, batch),
        targets: {
          rows: tf.tensor2d(targetRows(labels, recipe.loss), [batch.length, classes]),
          shares: tf.tensor2d(lossShares(labels, recipe.loss), [batch.length, 1]),
        },
        scalars: fed,
        dropout: { seed: dropoutSeed, step },
      })
      chunk.add(found, fed)
    })

  const trainSteps = ({ firstStep, order, rates, momenta }: StepInputs): StepResults => {
    const batches = Array.from(rates, (_, index) =>
      order.subarray(index * recipe.batchSize, (index + 1) * recipe.batchSize),
    )
    const chunk = new Chunk(tf, scalars.names.includes('momentum'), recipe.loss)
    try {
      batches.forEach((batch, index) => {
        const columns = scalars.next(rates[index] ?? NaN, momenta?.[index] ?? null)
        oneStep(chunk, batch, columns, firstStep + index)
      })
      return chunk.results(batches.map((batch) => labelsOf(train, batch)))
    } finally {
      chunk.dispose()
      math.release()
    }
  }

  const evaluate = (set: number, from: number, to: number): Evaluation => {
    const source = evaluated[set]
    if (!source)
      throw new RangeError(`there are ${evaluated.length} evaluated sets, not ${set + 1}`)
    const chosen = indexRange(from, to)
    const labels = labelsOf(source, chosen)
    const logits = tf.tidy(() => model.logits(imagesOf(source, chosen), null).dataSync<'float32'>())
    return {
      lossSum: lossSum(logits, labels, unweighted),
      ...batchCounts(logits, labels),
      confusion: confusionOf(logits, labels),
    }
  }

  return {
    trainSteps,
    evaluate,
    penalty: () => tf.tidy(() => penalty()?.dataSync()[0] ?? 0),
    weights: weightsNow,
    state: () => ({
      tensors: [...weightsNow(), ...optimizer.slots().map(read)],
      scalars: scalars.state(),
    }),
    restore: (state) => {
      const values = fittingTensors(model.variables, state.tensors)
      const restored = createStepScalars(spec, state.scalars)
      optimizer.restore(state.tensors)
      for (const [variable, tensor] of zip(model.variables, values)) {
        setValue(tf, variable, tensor)
      }
      scalars = restored
    },
    dispose: () => {
      model.dispose()
      optimizer.dispose()
    },
  }
}

const read = ({
  name,
  shape,
  value,
}: Pick<NamedTensor, 'name' | 'shape'> & { readonly value: Tensor }): NamedTensor => ({
  name,
  shape,
  values: Float32Array.from(value.dataSync<'float32'>()),
})
