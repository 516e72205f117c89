import type { ComparedRun } from '../../../../../shared/domain/compare/compared-run'
import type { RunField } from '../../../../../shared/domain/compare/field'
import type { RowsOf } from '../../../../../shared/domain/compare/metric-at'

/** Places from 1 of runs that are in order by a field: equal values share one, nothing has none. */
export function ranksOf(
  sorted: readonly ComparedRun[],
  { read }: Pick<RunField, 'read'>,
  rowsOf?: RowsOf,
): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>()
  let place = 0
  let before: unknown = null
  sorted.forEach((run, at) => {
    const value = read(run, rowsOf)
    if (value === null) return
    if (value !== before) place = at + 1
    before = value
    ranks.set(run.run.id, place)
  })
  return ranks
}
