import type { FinalReport, TrainerMessage } from '../../shared/contract/trainer'
import { formatRate } from '../../shared/domain/format-rate'
import type { RunRecord } from '../../shared/domain/run'
import type { TrainerEnd } from './ports'

/** The last word on a run: the trainer's own, or that Cooldown was closed. */
export type Verdict =
  | Extract<TrainerMessage, { kind: 'completed' | 'stopped' | 'diverged' | 'failed' }>
  | { readonly kind: 'closed' }

/** How a run ended, as changes of its record. */
export type Conclusion = Pick<RunRecord, 'status' | 'outcome'> &
  Partial<Pick<RunRecord, 'exit' | 'divergedAtStep' | 'weightsSha256' | 'confusion'>>

/** What is left of a run that ended early. */
export function kept(epochs: number): string {
  if (epochs === 0) return 'No epoch had finished.'
  return epochs === 1 ? 'The finished epoch is kept.' : `The ${epochs} finished epochs are kept.`
}

/** Why a run ended that was waiting for a trainer; `what` happened to it. */
export const endedWaiting = (what: string, epochs: number) =>
  epochs === 0 ? `${what} before it started.` : `${what} before it went on. ${kept(epochs)}`

const finalFacts = ({ weightsSha256, confusion }: FinalReport) => ({ weightsSha256, confusion })

/** State and sentence for a run whose trainer said how it ended. */
export function describeVerdict(verdict: Verdict, run: RunRecord, epochs: number): Conclusion {
  switch (verdict.kind) {
    case 'completed':
      return { status: 'completed', outcome: verdict.early, ...finalFacts(verdict.final) }
    case 'stopped':
      return {
        status: 'stopped',
        outcome: `Stopped by hand. ${kept(epochs)}`,
        ...(verdict.final && finalFacts(verdict.final)),
      }
    case 'diverged': {
      const { step, learningRate } = verdict
      const epoch = Math.floor(step / run.stepsPerEpoch) + 1
      return {
        status: 'diverged',
        divergedAtStep: step,
        outcome:
          `Diverged: the loss was no longer a finite number at step ${step + 1} (epoch ${epoch}), ` +
          `learning rate ${formatRate(learningRate)}. ${kept(epochs)}`,
      }
    }
    case 'failed':
      return { status: 'failed', outcome: `${verdict.message} ${kept(epochs)}` }
    case 'closed':
      return { status: 'interrupted', outcome: `Cooldown was closed. ${kept(epochs)}` }
  }
}

function howItEnded({ reason, code, signal }: TrainerEnd): string {
  if (reason === 'not-started') return 'The trainer process could not be started.'
  if (reason === 'silent') return 'The trainer process gave no sign of life and was ended.'
  return signal === null
    ? `The trainer process ended with exit code ${String(code)} without a last word.`
    : `The trainer process was ended by signal ${signal}.`
}

/** State and sentence for a run whose trainer process ended without a last word. */
export function describeEnd(end: TrainerEnd, epochs: number): Conclusion {
  return {
    status: end.reason === 'not-started' ? 'failed' : 'interrupted',
    exit: { code: end.code, signal: end.signal },
    outcome: `${howItEnded(end)} ${kept(epochs)}`,
  }
}
