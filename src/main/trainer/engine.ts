import type { Recipe } from '../../shared/domain/recipe'

/** One layer's weights: `kernel` row-major [inputs, units], `bias` [units]. */
export interface DenseWeights {
  readonly inputs: number
  readonly units: number
  readonly kernel: Float32Array
  readonly bias: Float32Array
}

/** Images as unsigned bytes [count, pixels], labels as class numbers. */
export interface LabelledImages {
  readonly count: number
  readonly images: Uint8Array
  readonly labels: Uint8Array
}

export interface SessionParts {
  readonly recipe: Recipe
  readonly train: LabelledImages
  readonly validation: LabelledImages
  readonly weights: readonly DenseWeights[]
}

/** What came of consecutive steps, one value per step. */
export interface StepResults {
  /** Mean loss of the step's batch, before its update. */
  readonly loss: Float32Array
  /** Correct predictions in the batch, before its update. */
  readonly correct: Int32Array
  /** The learning rate that the update used, read back from the engine. */
  readonly appliedRate: Float32Array
}

/** Sums over a part of the validation images. */
export interface Evaluation {
  readonly lossSum: number
  readonly correct: number
}

/** A model in training: weights, optimizer state and data inside the engine. */
export interface TrainingSession {
  /**
   * Trains one step per rate. `order` holds the training images' indices, `batchSize` per step; the
   * last step may get fewer. How steps are spread over calls changes no bit of the results.
   */
  trainSteps(order: Uint32Array, rates: Float64Array): StepResults
  /** Validates on images `from` to `to` (exclusive). */
  evaluate(from: number, to: number): Evaluation
  weights(): readonly DenseWeights[]
  dispose(): void
}

/** What trains: native TensorFlow, the WASM fallback, and later the compiled trainer. */
export interface Engine {
  readonly kind: 'native' | 'wasm'
  readonly version: string
  /** GPU devices it sees. */
  readonly gpus: readonly string[]
  createSession(parts: SessionParts): TrainingSession
  /** Live tensors, for leak tests. */
  tensorCount(): number
}
