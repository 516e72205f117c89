import { createHash } from 'node:crypto'
import { randomStream } from '../../../shared/domain/random/streams'
import type { Recipe } from '../../../shared/domain/recipe'
import type { Checkpoint } from '../checkpoints/checkpoint'
import type { SessionState } from '../engine'
import { smallRecipe } from './small-recipe'

const stateOf = (value: number): SessionState => ({
  tensors: [
    { name: 'dense/kernel', shape: [3, 1], values: Float32Array.of(value, -0, 1 / 3) },
    { name: 'sgd/dense/kernel/m', shape: [3, 1], values: Float32Array.of(1e-45, 3e38, value) },
    { name: 'dense/bias', shape: [], values: Float32Array.of(value) },
  ],
  scalars: [value, 0.1 + 0.2],
})

export interface SampleChanges {
  readonly recipe?: Partial<Recipe>
  readonly epochs?: number
  /** Steps of the epoch in which it is taken. */
  readonly steps?: number
  readonly value?: number
  /** Sets the state of that epoch aside. */
  readonly bestEpoch?: number
}

/** A checkpoint after three epochs, with values of long binary tails. */
export function sampleCheckpoint({
  recipe = {},
  epochs = 3,
  steps = 0,
  value = 0.5,
  bestEpoch,
}: SampleChanges = {}): Checkpoint {
  const isItself = bestEpoch === epochs - 1 && steps === 0
  const losses = Array.from({ length: steps }, (_, step) => Math.fround(1 / (step + 3)))
  return {
    recipe: smallRecipe(recipe),
    standing: {
      epochs,
      schedule: [{ rate: 0.1, best: null }],
      shuffles: randomStream(1, 'shuffle').save(),
      watch: { best: { epoch: bestEpoch ?? 0, value: 1 / 3 }, wait: 1, isOver: false },
      value,
      busySeconds: 0.1 + 0.2,
      best: bestEpoch === undefined ? null : stateOf(isItself ? epochs : 0.125),
    },
    tally:
      steps === 0
        ? null
        : {
            steps: { loss: losses, learningRate: losses, momentum: losses },
            ...{ lossSum: 0.1 + 0.7, correct: 3, top3: 5, images: 16 * steps, trainMs: 0.3 },
          },
    state: stateOf(epochs),
  }
}

/** The bytes with their last 32 made the SHA-256 of the others. */
export function sealed(bytes: Uint8Array): Uint8Array {
  const file = bytes.slice()
  const body = file.subarray(0, -32)
  file.set(createHash('sha256').update(body).digest(), body.length)
  return file
}
