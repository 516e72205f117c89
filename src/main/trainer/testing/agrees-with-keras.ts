import { beforeAll, expect, test } from 'vitest'
import { sizeOf } from '../../../shared/domain/model-shape'
import type { Engine, Evaluation, NamedTensor } from '../engine'
import { EpochTally } from '../epoch-tally'
import { farthest, farthestShare } from './closeness'
import {
  batchSize,
  stepsPerEpoch,
  trainImages,
  validationImages,
  type FitEpoch,
  type KeptTensor,
  type KerasCase,
} from './keras-cases'
import { perStep, trainCase, type TrainedCase } from './train-case'

/** Differences of mean and root mean square are at most the largest one of any element. */
function expectTensor({ name, shape, values }: NamedTensor, expected: KeptTensor, within: number) {
  expect({ name, shape }).toEqual({ name: expected.name, shape: expected.shape })
  const count = sizeOf(shape)
  const width = shape.at(-1) ?? 1
  const kept = expected.rows.flatMap((row) => [...values.subarray(row * width, (row + 1) * width)])
  expect(farthest(kept, expected.values), name).toBeLessThanOrEqual(within)
  const sum = values.reduce((total, each) => total + each, 0)
  const squares = values.reduce((total, each) => total + each * each, 0)
  const root = (of: number) => Math.sqrt(of / count)
  expect(Math.abs(sum - expected.sum) / count, name).toBeLessThanOrEqual(within)
  expect(Math.abs(root(squares) - root(expected.squares)), name).toBeLessThanOrEqual(within)
}

/** What was found, but where a count was too close to call. */
const surely = (found: readonly number[], expected: readonly (number | null)[]) =>
  found.map((each, index) => (expected[index] === null ? null : each))

const total = (evaluations: readonly Evaluation[], of: (part: Evaluation) => number) =>
  evaluations.reduce((sum, part) => sum + of(part), 0)

/** Trains a case as far as `most` steps and compares all that there is to compare. */
export function agreesWithKeras(kerasCase: KerasCase, most: number, engineOf: () => Engine): void {
  const { losses, norms } = kerasCase
  let trained: TrainedCase
  beforeAll(() => {
    trained = trainCase(engineOf(), kerasCase, most)
  })
  /** Each stretch of steps between two snapshots has tolerances of its own. */
  const stretches = () =>
    trained.looks.slice(1).map(({ expected: { steps, within } }, index) => ({
      within,
      of: (values: readonly number[]) =>
        values.slice(trained.looks[index]?.expected.steps ?? 0, steps),
    }))

  test('weights', () => {
    expect(trained.looks.length).toBeGreaterThan(2)
    for (const { expected, weights } of trained.looks) {
      expect(weights.map(({ name }) => name)).toEqual(expected.tensors.map(({ name }) => name))
      weights.forEach((tensor, index) => {
        const kept = expected.tensors[index]
        if (kept) expectTensor(tensor, kept, expected.within.weights)
      })
    }
  })

  test('losses', () => {
    const found = perStep(trained, ({ loss }) => loss)
    for (const { of, within } of stretches()) {
      expect(farthest(of(found), of(losses))).toBeLessThanOrEqual(within.losses)
    }
  })

  test('counts', () => {
    for (const name of ['correct', 'top3'] as const) {
      const expected = kerasCase[name].slice(0, trained.steps)
      const found = perStep(trained, (call) => call[name])
      expect(surely(found, expected), name).toEqual(expected)
    }
  })

  test('evaluation', () => {
    for (const { expected, evaluations, penalty } of trained.looks) {
      const { loss, correct, top3, within } = expected.evaluation
      const found = total(evaluations, ({ lossSum }) => lossSum) / validationImages + penalty
      expect(Math.abs(found - loss)).toBeLessThanOrEqual(within)
      expect(Math.abs(penalty - expected.evaluation.penalty)).toBeLessThanOrEqual(within)
      const counts = [
        total(evaluations, (part) => part.correct),
        total(evaluations, (part) => part.top3),
      ]
      expect(surely(counts, [correct, top3])).toEqual([correct, top3])
    }
  })

  test('rates and momenta', () => {
    const upTo = (values: readonly number[]) => values.slice(0, trained.steps).map(Math.fround)
    expect(perStep(trained, (call) => call.appliedRate)).toEqual(upTo(kerasCase.rates))
    if (!kerasCase.momenta) return
    const momenta = perStep(trained, (call) => call.appliedMomentum ?? [])
    expect(momenta).toEqual(upTo(kerasCase.momenta))
  })

  // Nothing is skipped: what a case does not have is not a test of it.
  if (norms)
    test('norms', () => {
      for (const name of ['gradient', 'weights', 'updateRatio'] as const) {
        const found = perStep(trained, (call) => call.norms?.[name] ?? [])
        for (const { of, within } of stretches()) {
          const apart = farthestShare(of(found), of(norms[name]))
          expect(apart, name).toBeLessThanOrEqual(within.norms ?? NaN)
        }
      }
    })

  if (kerasCase.epochs)
    test('epochs', () => {
      const expected = kerasCase.epochs ?? []
      const found = expected.map((_, epoch) => epochOf(trained, epoch))
      const apart = (name: keyof FitEpoch) =>
        farthest(
          found.map((row) => row[name]),
          expected.map((row) => row[name]),
        )
      const within = trained.looks.find(({ expected: { steps } }) => steps === 10)?.expected.within
      expect(apart('loss')).toBeLessThanOrEqual(within?.losses ?? NaN)
      // Whole numbers over whole numbers: the same but for the last bits of a mean.
      expect(apart('accuracy')).toBeLessThan(1e-6)
      expect(apart('top3')).toBeLessThan(1e-6)
    })
}

/** An epoch added up as the training loop adds it up. */
function epochOf({ calls }: TrainedCase, epoch: number): FitEpoch {
  const tally = new EpochTally(batchSize, { imagesPerEpoch: trainImages })
  for (const { inputs, results } of calls) {
    if (Math.floor(inputs.firstStep / stepsPerEpoch) === epoch) tally.addSteps(results, inputs, 0)
  }
  const { correct, top3, images } = tally.state()
  return { loss: tally.meanLoss, accuracy: correct / images, top3: top3 / images }
}
