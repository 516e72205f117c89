import { formatCount, ordinal } from '../format'
import type { RunRecord } from '../run'
import type { ComparedRun } from './compared-run'
import {
  metricAtInText,
  metricNeedsRows,
  noRows,
  valueAt,
  type MetricAt,
  type RowsOf,
} from './metric-at'

/** What a run is judged by, or why it cannot be, as in "diverged at step 1,204". */
export type Judged =
  | { readonly value: number; readonly missing: null }
  | { readonly value: null; readonly missing: string }

const missing = (reason: string): Judged => ({ value: null, missing: reason })

const epochsOf = ({ epochsDone, totalEpochs }: RunRecord) =>
  `after ${formatCount(epochsDone)} of ${formatCount(totalEpochs)} epochs`

/** Why a run has not come to its end; null where it has. */
export function unfinished(run: RunRecord): string | null {
  switch (run.status) {
    case 'completed':
      return null
    case 'queued':
      return 'has not started'
    case 'running':
      return `is still running, ${epochsOf(run)}`
    case 'paused':
      return `is paused ${epochsOf(run)}`
    case 'stopped':
      return `was stopped ${epochsOf(run)}`
    case 'diverged':
      return run.divergedAtStep === null
        ? `diverged ${epochsOf(run)}`
        : `diverged at step ${formatCount(ordinal(run.divergedAtStep))}`
    case 'failed':
      return `failed ${epochsOf(run)}`
    case 'interrupted':
      return `was interrupted ${epochsOf(run)}`
  }
}

/**
 * What a run is judged by. The value of one epoch counts for every run that came so far; a final or
 * best one only for runs that came to their end: the rest had less time.
 */
export function judgedValue(of: MetricAt, run: ComparedRun, rowsOf: RowsOf = noRows): Judged {
  const why = typeof of.at === 'string' ? unfinished(run.run) : null
  if (why !== null) return missing(why)
  const value = valueAt(of, run, rowsOf)
  if (value !== null) return { value, missing: null }
  if (metricNeedsRows(of) && rowsOf(run.run.id) === undefined) {
    return missing('its epochs are not loaded')
  }
  if (typeof of.at !== 'string' && of.at.epoch >= run.run.epochsDone) {
    return missing(unfinished(run.run) ?? `ended ${epochsOf(run.run)}`)
  }
  return missing(`has no ${metricAtInText(of)}`)
}
