import { beforeAll, expect, test } from 'vitest'
import { sizeOf } from '../../../shared/domain/model-shape'
import type { Engine, Evaluation, NamedTensor, TrainingSession } from '../engine'
import { EpochTally } from '../epoch-tally'
import { SetEvaluation } from '../set-evaluation'
import { farthest, farthestShare } from './closeness'
import {
  batchSize,
  inputsOf,
  stepsPerEpoch,
  trainImages,
  validationImages,
  type KeptTensor,
  type KerasCase,
} from './keras-cases'
import { perStep, trainCase, withSession, type TrainedCase } from './train-case'

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

  test.runIf(norms)('norms', () => {
    for (const name of ['gradient', 'weights', 'updateRatio'] as const) {
      const found = perStep(trained, (call) => call.norms?.[name] ?? [])
      for (const { of, within } of stretches()) {
        const apart = farthestShare(of(found), of(norms?.[name] ?? []))
        expect(apart, name).toBeLessThanOrEqual(within.norms ?? NaN)
      }
    }
  })

  test.runIf(kerasCase.epochs)('epochs', () => {
    const expected = kerasCase.epochs ?? []
    const rows = withSession(engineOf(), kerasCase, (session) =>
      expected.map((_, epoch) => epochRow(session, kerasCase, epoch)),
    )
    const column = (name: keyof (typeof expected)[number]) => ({
      apart: farthest(
        rows.map((row) => row[name] ?? NaN),
        expected.map((row) => row[name]),
      ),
    })
    const { losses: within = NaN } = kerasCase.snapshots.at(-1)?.within ?? {}
    for (const name of ['loss', 'valLoss'] as const) {
      expect(column(name).apart, name).toBeLessThanOrEqual(within)
    }
    for (const name of ['accuracy', 'top3', 'valAccuracy', 'valTop3'] as const) {
      // Whole numbers over whole numbers: the same but for the last bits of a mean.
      expect(column(name).apart, name).toBeLessThan(1e-6)
    }
  })
}

/** Trains and evaluates an epoch as the training loop does. */
function epochRow(session: TrainingSession, kerasCase: KerasCase, epoch: number) {
  const tally = new EpochTally(batchSize, { imagesPerEpoch: trainImages })
  const from = epoch * stepsPerEpoch
  for (const inputs of inputsOf(kerasCase, from, from + stepsPerEpoch)) {
    tally.addSteps(session.trainSteps(inputs), inputs, 0)
  }
  const validation = new SetEvaluation(session, 0, validationImages, () => 0)
  while (!validation.isDone) validation.evaluatePart()
  return tally.row(epoch, validation.result(), null)
}
