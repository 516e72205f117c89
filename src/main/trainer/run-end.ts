import type { FinalReport, TrainerMessage } from '../../shared/contract/trainer'
import type { CheckpointKeeper } from './checkpoints/keeper'
import { nextTurn } from './control'
import type { TrainingSession } from './engine'
import type { EpochTally } from './epoch-tally'
import type { SetEvaluation } from './set-evaluation'
import type { Standing } from './standing'
import { weightsSha256 } from './weights-hash'

/** A trainer that was asked to stop is killed some seconds later; it should be gone by then. */
const stoppedWithinMs = 2_000

type EndingOf<Kind> = Extract<TrainerMessage, { kind: Kind }>
export type Ending = EndingOf<'completed' | 'stopped' | 'diverged'>

/** What a run leaves off with. */
export interface Leaving {
  readonly session: TrainingSession
  readonly keeper: CheckpointKeeper
  readonly standing: Standing
  readonly tally: EpochTally
  /** Of the validation images, not begun. */
  readonly evaluation: SetEvaluation
  readonly now: () => number
}

/** The end of a run that trained all it was to; where the recipe says so, its best weights return. */
export async function completed(
  { session, keeper, standing, tally, evaluation }: Leaving,
  early: string | null,
): Promise<EndingOf<'completed'>> {
  await keeper.secure(standing, tally)
  if (standing.best) session.restore(standing.best)
  while (!evaluation.isDone) {
    await nextTurn()
    evaluation.evaluatePart()
  }
  return { kind: 'completed', early, final: report(session, evaluation) }
}

/** The end of a run that was stopped: it is put away first, and reported on while there is time. */
export async function stopped({
  session,
  keeper,
  standing,
  tally,
  evaluation,
  now,
}: Leaving): Promise<EndingOf<'stopped'>> {
  const until = now() + stoppedWithinMs
  await keeper.secure(standing, tally)
  while (!evaluation.isDone) {
    await nextTurn()
    if (now() > until) return { kind: 'stopped', final: null }
    evaluation.evaluatePart()
  }
  return { kind: 'stopped', final: report(session, evaluation) }
}

const report = (session: TrainingSession, evaluation: SetEvaluation): FinalReport => ({
  weightsSha256: weightsSha256(session.weights()),
  confusion: [...evaluation.result().confusion],
})
