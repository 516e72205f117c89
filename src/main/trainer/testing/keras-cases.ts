import { readFileSync } from 'node:fs'
import type { Recipe } from '../../../shared/domain/recipe'
import type { NamedTensor, SessionParts, StepInputs } from '../engine'
import { indexRange } from '../image-batches'
import { kerasImages, kerasStart } from './keras-data'

/** Differences that float32 explains; fixtures/keras/README.md tells how they were measured. */
export interface Tolerance {
  /** Of any weight. */
  readonly weights: number
  /** Of the losses of the steps since the snapshot before. */
  readonly losses: number
  /** Of their norms, as a share of each norm; null where none are recorded. */
  readonly norms: number | null
}

/** Some rows of a tensor, its last axis being one row, and sums over all of it. */
export interface KeptTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly rows: readonly number[]
  readonly values: readonly number[]
  readonly sum: number
  readonly squares: number
}

/** The weights as evaluated after some steps. */
export interface Snapshot {
  readonly steps: number
  readonly within: Tolerance
  readonly tensors: readonly KeptTensor[]
  readonly evaluation: KeptEvaluation
}

/** As `evaluate` reports it: penalties are in the loss. Counts as in {@link KerasCase}. */
export interface KeptEvaluation {
  readonly loss: number
  readonly penalty: number
  readonly correct: number | null
  readonly top3: number | null
  readonly within: number
}

/** What `fit` reports of an epoch. */
export interface FitEpoch {
  readonly loss: number
  readonly accuracy: number
  readonly top3: number
}

/** What Keras, or PyTorch, made of a recipe. Losses and counts have one value per step. */
export interface KerasCase {
  readonly name: string
  readonly by: 'keras' | 'torch'
  readonly liveEvery: number
  readonly recipe: Pick<Recipe, 'model' | 'optimizer' | 'loss' | 'recordNorms'>
  readonly rates: readonly number[]
  readonly momenta: readonly number[] | null
  readonly losses: readonly number[]
  /** Null where a prediction was too close to call in float32. */
  readonly correct: readonly (number | null)[]
  readonly top3: readonly (number | null)[]
  readonly norms: {
    readonly gradient: readonly number[]
    readonly weights: readonly number[]
    readonly updateRatio: readonly number[]
  } | null
  readonly snapshots: readonly Snapshot[]
  readonly epochs: readonly FitEpoch[] | null
}

interface Fixture {
  readonly trainImages: number
  readonly validationImages: number
  readonly batchSize: number
  readonly dropoutSeed: number
  readonly cases: readonly KerasCase[]
}

const file = new URL('../../../../fixtures/keras/training.json', import.meta.url)
// The fixture is our own file, written by make.py beside it.
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture

export const { cases: kerasCases, trainImages, validationImages, batchSize } = fixture

export const stepsPerEpoch = Math.ceil(trainImages / batchSize)

/** The whole recipe of a case, as long as the steps that it was trained. */
export const recipeOf = ({ recipe, rates }: KerasCase): Recipe => ({
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: trainImages, seed: 1 },
    validation: { kind: 'test' },
  },
  batchSize,
  totalEpochs: rates.length / stepsPerEpoch,
  schedule: { kind: 'constant', rate: 1 },
  ...recipe,
})

/** What a session for a case is made of. */
export const partsOf = (
  kerasCase: KerasCase,
  weights: readonly NamedTensor[] = kerasStart(kerasCase.recipe.model),
): SessionParts => ({
  recipe: recipeOf(kerasCase),
  train: kerasImages(0, trainImages, kerasCase.liveEvery),
  evaluated: [kerasImages(trainImages, validationImages, kerasCase.liveEvery)],
  weights,
  dropoutSeed: fixture.dropoutSeed,
})

/** Images of a step's batch: an epoch's last one is smaller than the others. */
export const imagesOf = (step: number) =>
  Math.min(batchSize, trainImages - (step % stepsPerEpoch) * batchSize)

/** Steps `from` to `to` (exclusive) of a case, images in order, cut where an epoch ends. */
export function inputsOf(
  { rates, momenta }: KerasCase,
  from: number,
  to: number,
): readonly StepInputs[] {
  const calls: StepInputs[] = []
  for (let first = from; first < to;) {
    const epoch = Math.floor(first / stepsPerEpoch)
    const end = Math.min(to, (epoch + 1) * stepsPerEpoch)
    const start = (first % stepsPerEpoch) * batchSize
    const stop = Math.min((end - epoch * stepsPerEpoch) * batchSize, trainImages)
    calls.push({
      firstStep: first,
      order: indexRange(start, stop),
      rates: Float64Array.from(rates.slice(first, end)),
      momenta: momenta && Float64Array.from(momenta.slice(first, end)),
    })
    first = end
  }
  return calls
}
