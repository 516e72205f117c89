import type { Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import type { GradientOptions } from '../../../shared/domain/optimizer'
import type { Arithmetic } from '../optimizers/arithmetic'
import { clipGradients, globalNorm } from '../optimizers/clipping'
import { zip } from '../zip'
import { crossEntropy, type Targets } from './loss'
import type { DropoutChoice } from './layers'
import type { TfjsModel } from './model'
import type { TfjsOptimizer } from './optimizer'
import type { Tfjs } from './tfjs'

export interface StepParts {
  readonly math: Arithmetic<Tensor>
  readonly model: TfjsModel
  readonly optimizer: TfjsOptimizer
  readonly penalty: () => Scalar | null
  readonly clipping: GradientOptions
  readonly recordsNorms: boolean
}

export interface StepBatch {
  readonly images: Tensor4D
  readonly targets: Targets
  /** The optimizer's scalars of this step. */
  readonly scalars: readonly Tensor[]
  readonly dropout: DropoutChoice
}

/** What a step leaves, to be read later. */
export interface StepTensors {
  /** Before the update. */
  readonly logits: Tensor2D
  /** The penalties that belong to the loss. */
  readonly penalty: Tensor
  /** Norms of gradient and weights, and the update's over the weights'; none unless recorded. */
  readonly norms: readonly Tensor[]
}

/** Updates all weights, slots and moving statistics once, inside the caller's tensor scope. */
export function trainStep(tf: Tfjs, parts: StepParts, batch: StepBatch): StepTensors {
  const { math, model, optimizer, clipping, recordsNorms } = parts
  const stored = optimizer.moveToGradientPoint(batch.scalars)
  const { logits, penalty, gradients } = differentiate(tf, parts, batch)
  optimizer.update(stored, clipGradients(math, clipping, gradients), batch.scalars)
  if (!recordsNorms) return { logits, penalty, norms: [] }
  const weightNorm = globalNorm(math, stored)
  const updates = zip(model.trained, stored).map(([{ value }, before]) => tf.sub(value, before))
  const ratio = tf.div(globalNorm(math, updates), weightNorm)
  return { logits, penalty, norms: [globalNorm(math, gradients), weightNorm, ratio] }
}

/** The gradient of a batch's loss with its penalties by every trained variable. */
function differentiate(
  tf: Tfjs,
  { model, penalty: penaltyNow }: StepParts,
  { images, targets, dropout }: StepBatch,
) {
  const passed: Tensor2D[] = []
  const { value, grads } = tf.variableGrads(
    () => {
      const logits = model.logits(images, dropout)
      // The tape frees all but the loss.
      passed.push(tf.keep(logits))
      const loss = crossEntropy(tf, logits, targets)
      const penalties = penaltyNow()
      return penalties ? tf.add(loss, penalties) : loss
    },
    model.trained.map((variable) => variable.value),
  )
  const gradients = model.trained.map(({ name, value: { name: key } }) => {
    const gradient = grads[key]
    if (!gradient) throw new Error(`the loss does not depend on ${name}`)
    return gradient
  })
  const [logits] = passed
  if (!logits) throw new Error('the model was not evaluated')
  return { logits, penalty: value, gradients }
}
