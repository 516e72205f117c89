import type { RunId, StudyId, TrialId } from './ids'
import type { RunMarks } from './run-marks'

/** Where a run stands. The last five are final. */
export type RunStatus =
  'queued' | 'running' | 'paused' | 'completed' | 'stopped' | 'diverged' | 'failed' | 'interrupted'

const finalStatuses: readonly RunStatus[] = [
  'completed',
  'stopped',
  'diverged',
  'failed',
  'interrupted',
]

/** True when a run in this state will not go on by itself; it can be retried. */
export const isFinal = (status: RunStatus) => finalStatuses.includes(status)

/** How a trainer process ended, as the operating system reports it. */
export interface ProcessExit {
  readonly code: number | null
  readonly signal: string | null
}

/** The values of a run's last finished epoch, and of the one with the lowest validation loss. */
export interface RunSummary {
  readonly finalLoss: number
  readonly finalAccuracy: number
  readonly finalValLoss: number
  readonly finalValAccuracy: number
  readonly bestValLoss: number
  readonly bestValAccuracy: number
  /** Epoch of the lowest validation loss, from 0. */
  readonly bestEpoch: number
}

/** One execution of a trial with one seed, as the history keeps it. */
export interface RunRecord {
  readonly id: RunId
  readonly studyId: StudyId
  readonly trialId: TrialId
  readonly seed: number
  /** 1 for the first try of this trial and seed, 2 for its first retry, and so on. */
  readonly attempt: number
  readonly status: RunStatus
  readonly totalEpochs: number
  readonly stepsPerEpoch: number
  /** Finished epochs, all of them on disk. */
  readonly epochsDone: number
  /** ISO 8601 times; null until it happens. */
  readonly createdAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  /** Seconds spent training and validating, pauses excluded. */
  readonly seconds: number
  /** Engine that trained it, such as "TensorFlow 2.21.0, 1 thread"; null before the start. */
  readonly engine: string | null
  readonly summary: RunSummary | null
  /** One sentence on why it ended, for anything but `completed`. */
  readonly outcome: string | null
  /** Set when the trainer process ended without a last message. */
  readonly exit: ProcessExit | null
  /** Step (from 0) whose loss was not finite. */
  readonly divergedAtStep: number | null
  /** SHA-256 of the weights it ended with; absent until then and in old runs. */
  readonly weightsSha256?: string
  /** Validation predictions at its end: row true class, column predicted class; row-major. */
  readonly confusion?: readonly number[]
  /** The run and the epoch (finished epochs there) that this one was forked from. */
  readonly forkedFrom?: { readonly runId: RunId; readonly epochs: number }
  /** What a person noted on it; absent until then. */
  readonly marks?: RunMarks
}

/** What is known of a running run between its epochs; never stored. */
export interface RunProgress {
  readonly runId: RunId
  /** Finished steps. */
  readonly step: number
  readonly totalSteps: number
  /** Rate applied by the latest step; 0 before the first. */
  readonly learningRate: number
  /** Mean loss of the current epoch so far; null before its first step. */
  readonly loss: number | null
  readonly stepsPerSecond: number
  readonly secondsLeft: number | null
}
