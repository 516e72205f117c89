import type { Engine, Evaluation, NamedTensor, StepInputs, StepResults } from '../engine'
import { inputsOf, partsOf, validationImages, type KerasCase, type Snapshot } from './keras-cases'

/** What an engine has where the case has a snapshot. */
export interface Look {
  readonly expected: Snapshot
  readonly weights: readonly NamedTensor[]
  /** Of the set in two parts. */
  readonly evaluations: readonly Evaluation[]
  readonly penalty: number
}

export interface TrainedCase {
  readonly steps: number
  readonly looks: readonly Look[]
  /** In order. */
  readonly calls: readonly { readonly inputs: StepInputs; readonly results: StepResults }[]
}

/** Trains a case up to its last snapshot of at most `most` steps. */
export function trainCase(engine: Engine, kerasCase: KerasCase, most: number): TrainedCase {
  const session = engine.createSession(partsOf(kerasCase))
  try {
    let done = 0
    const snapshots = kerasCase.snapshots.filter(({ steps }) => steps <= most)
    const calls: TrainedCase['calls'][number][] = []
    const looks = snapshots.map((expected) => {
      for (const inputs of inputsOf(kerasCase, done, expected.steps)) {
        calls.push({ inputs, results: session.trainSteps(inputs) })
      }
      done = expected.steps
      return {
        expected,
        weights: session.weights(),
        evaluations: [session.evaluate(0, 0, 7), session.evaluate(0, 7, validationImages)],
        penalty: session.penalty(),
      }
    })
    return { steps: done, looks, calls }
  } finally {
    session.dispose()
  }
}

/** A value of every step, from all calls. */
export const perStep = (
  { calls }: TrainedCase,
  of: (call: StepResults) => Iterable<number>,
): readonly number[] => calls.flatMap(({ results }) => [...of(results)])
