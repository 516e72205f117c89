import type { Engine, Evaluation, NamedTensor, StepResults, TrainingSession } from '../engine'
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
  /** Of all calls, in order. */
  readonly results: readonly StepResults[]
}

/** Disposes the session, whatever happens. */
export function withSession<Result>(
  engine: Engine,
  kerasCase: KerasCase,
  use: (session: TrainingSession) => Result,
): Result {
  const session = engine.createSession(partsOf(kerasCase))
  try {
    return use(session)
  } finally {
    session.dispose()
  }
}

/** Trains a case up to its last snapshot of at most `most` steps. */
export const trainCase = (engine: Engine, kerasCase: KerasCase, most: number): TrainedCase =>
  withSession(engine, kerasCase, (session) => {
    const results: StepResults[] = []
    let done = 0
    const snapshots = kerasCase.snapshots.filter(({ steps }) => steps <= most)
    const looks = snapshots.map((expected) => {
      for (const inputs of inputsOf(kerasCase, done, expected.steps)) {
        results.push(session.trainSteps(inputs))
      }
      done = expected.steps
      return {
        expected,
        weights: session.weights(),
        evaluations: [session.evaluate(0, 0, 7), session.evaluate(0, 7, validationImages)],
        penalty: session.penalty(),
      }
    })
    return { steps: done, looks, results }
  })

/** A value of every step, from all calls. */
export const perStep = (
  { results }: TrainedCase,
  of: (call: StepResults) => Iterable<number>,
): readonly number[] => results.flatMap((call) => [...of(call)])
