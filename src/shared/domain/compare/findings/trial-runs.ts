import { ordinal } from '../../format'
import type { ComparedRun, ImportedRow } from '../compared-run'
import { groupRuns } from '../groups'
import { numberList } from '../name-list'
import { median } from '../statistics'
import type { FindingsRequest } from './finding'

export interface RunRows {
  readonly run: ComparedRun
  readonly rows: readonly ImportedRow[]
}

/** A trial with those of its runs whose epochs are at hand. */
export interface TrialRows {
  readonly key: string
  readonly label: string
  readonly runs: readonly RunRows[]
}

export function trialRows({ runs, rowsOf }: FindingsRequest): readonly TrialRows[] {
  return groupRuns(runs, 'trial').map(({ key, label, runs: own }) => ({
    key,
    label,
    runs: own.flatMap((run) => {
      const rows = rowsOf(run.run.id)
      return rows && rows.length > 0 ? [{ run, rows }] : []
    }),
  }))
}

export const idsOf = (runs: readonly RunRows[]) => runs.map(({ run }) => run.run.id)

/** "in both seeds", "in all 3 seeds", "in 2 of 3 seeds (1 and 3)", nothing for a run without repeats. */
export function inSeeds(found: readonly RunRows[], all: readonly RunRows[]): string {
  if (all.length < 2) return ''
  if (found.length === all.length)
    return all.length === 2 ? ' in both seeds' : ` in all ${all.length} seeds`
  const seeds = numberList(found.map(({ run }) => run.run.seed))
  return ` in ${found.length} of ${all.length} seeds (${seeds})`
}

/** "epoch 31", or "epoch 31 (27 to 33)" for the middle one of several; epochs from 0. */
export function epochText(epochs: readonly number[]): string {
  const [least, most] = [Math.min(...epochs), Math.max(...epochs)]
  const middle = Math.round(median(epochs))
  const spread = least === most ? '' : ` (${ordinal(least)} to ${ordinal(most)})`
  return `epoch ${ordinal(middle)}${spread}`
}

/** Half of a trial's runs or more, so that one odd seed makes no sentence about all. */
export const isMostOf = (found: readonly unknown[], all: readonly unknown[]) =>
  found.length > 0 && found.length * 2 >= all.length
