import type { Recipe } from '../../shared/domain/recipe'

/** Images as unsigned bytes [count, pixels], labels as class numbers. */
export interface LabelledImages {
  readonly count: number
  readonly images: Uint8Array
  readonly labels: Uint8Array
}

/** A tensor of the model or the optimizer under its name, row-major float32. */
export interface NamedTensor {
  /** Such as `dense/kernel`, `batch_norm/moving_mean` or `adam/dense/kernel/m`. */
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export interface SessionParts {
  readonly recipe: Recipe
  readonly train: LabelledImages
  /** What is evaluated: the validation images, and where both are asked for, the test images. */
  readonly evaluated: readonly LabelledImages[]
  /** Initial weights in the order of `modelVariables(recipe.model)`. */
  readonly weights: readonly NamedTensor[]
  /** Decides which units dropout leaves out at which step. */
  readonly dropoutSeed: number
}

/** What consecutive steps are trained with, one value per step. */
export interface StepInputs {
  /** Index of the first of these steps within the whole run. */
  readonly firstStep: number
  /** Indices of training images, `batchSize` per step; an epoch's last step may get fewer. */
  readonly order: Uint32Array
  readonly rates: Float64Array
  /** Momentum (or first beta) of each step; null leaves the optimizer's own. */
  readonly momenta: Float64Array | null
}

/** What came of consecutive steps, one value per step. */
export interface StepResults {
  /** Mean loss of the step's batch with its penalties, before its update. */
  readonly loss: Float32Array
  /** Correct predictions in the batch, before its update; with class weights unweighted. */
  readonly correct: Int32Array
  /** Predictions with fewer than three classes above the label's. */
  readonly top3: Int32Array
  /** The learning rate and momentum that the update used, read back from the engine. */
  readonly appliedRate: Float32Array
  /** Null where the optimizer has no momentum. */
  readonly appliedMomentum: Float32Array | null
  /** Present when the recipe asks for norms. */
  readonly norms: StepNorms | null
}

/** Euclidean norms over all trainable weights, one value per step. */
export interface StepNorms {
  /** Of the gradient, penalties included, before clipping. */
  readonly gradient: Float32Array
  /** Of the weights before the update. */
  readonly weights: Float32Array
  /** Of the update, over that of the weights before it. */
  readonly updateRatio: Float32Array
}

/** Sums over a part of an evaluated set. */
export interface Evaluation {
  /** Sum of the images' losses, without penalties. */
  readonly lossSum: number
  readonly correct: number
  readonly top3: number
  /** Row: true class, column: predicted class; row-major counts. */
  readonly confusion: Int32Array
}

/** All that an engine needs to go on as if it had never stopped. */
export interface SessionState {
  /** Weights first, in their order, then the optimizer's slots. */
  readonly tensors: readonly NamedTensor[]
  /** What the optimizer carries along beside its slots; plain finite numbers. */
  readonly scalars: readonly number[]
}

/** A model in training: weights, optimizer state and data inside the engine. */
export interface TrainingSession {
  /**
   * Trains one step per rate. How steps are spread over calls changes no bit of the results. A call
   * must not go over an epoch's end.
   */
  trainSteps(inputs: StepInputs): StepResults
  /** Evaluates images `from` to `to` (exclusive) of an evaluated set. */
  evaluate(set: number, from: number, to: number): Evaluation
  /** Sum of the penalties of L1 and L2 at the present weights; Keras adds it to reported losses. */
  penalty(): number
  /** The weights as evaluated, in the order in which they were given. */
  weights(): readonly NamedTensor[]
  state(): SessionState
  /** Throws when a tensor is missing, or has another shape. */
  restore(state: SessionState): void
  dispose(): void
}

/** What trains: the compiled graph on native TensorFlow, or operation by operation. */
export interface Engine {
  readonly kind: 'compiled' | 'native' | 'wasm'
  readonly version: string
  /** GPU devices it sees. */
  readonly gpus: readonly string[]
  createSession(parts: SessionParts): TrainingSession
  /** Live tensors, for leak tests. */
  tensorCount(): number
}
