import type { ComparedRun } from './compared-run'
import { groupRuns } from './groups'
import { valueAt, type RowsOf } from './metric-at'
import { mean } from './statistics'

/** How far a group's losses are apart, validation less training: means over its runs. */
export interface GroupGap {
  readonly key: string
  readonly label: string
  readonly style: number
  /** At the epoch of the lowest validation loss; null while its runs' epochs are not at hand. */
  readonly atBest: number | null
  /** In the last epoch. */
  readonly atEnd: number
  /** Runs that have a last epoch. */
  readonly n: number
}

const known = (values: readonly (number | null)[]) => values.flatMap((value) => value ?? [])

/** The overfitting gap of every group that has finished epochs, the widest at the end first. */
export function overfittingGaps(
  runs: readonly ComparedRun[],
  groupBy: string | null,
  rowsOf?: RowsOf,
): readonly GroupGap[] {
  const gaps = groupRuns(runs, groupBy ?? 'trial', rowsOf).flatMap(({ key, label, runs: own }) => {
    const ends = known(own.map((run) => valueAt({ metric: 'lossGap', at: 'final' }, run, rowsOf)))
    const bests = known(
      own.map((run) => valueAt({ metric: 'lossGap', at: 'bestEpoch' }, run, rowsOf)),
    )
    if (ends.length === 0) return []
    return {
      key,
      label,
      style: own[0]?.style ?? 0,
      atBest: bests.length === ends.length ? mean(bests) : null,
      atEnd: mean(ends),
      n: ends.length,
    }
  })
  return gaps.sort((a, b) => b.atEnd - a.atEnd)
}
