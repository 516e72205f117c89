import { FilterError, filterNeedsRows } from '../../../shared/domain/compare/filter'
import { isFinal, type RunRecord } from '../../../shared/domain/run'
import { summarise, type EpochRow } from '../../../shared/domain/series'

/** The record of a run that still trains, with what its newest epochs tell. */
export function liveRecord(run: RunRecord, rows: readonly EpochRow[] | undefined): RunRecord {
  if (isFinal(run.status) || !rows || rows.length <= run.epochsDone) return run
  return { ...run, epochsDone: rows.length, summary: summarise(rows) }
}

/** Whether the filter asks for epochs, or why it cannot be read. */
export function readFilter(text: string): { needsRows: boolean; problem: FilterError | null } {
  try {
    return { needsRows: filterNeedsRows(text), problem: null }
  } catch (error) {
    if (error instanceof FilterError) return { needsRows: false, problem: error }
    throw error
  }
}
