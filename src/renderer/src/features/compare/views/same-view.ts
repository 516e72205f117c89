import type { CompareView } from '../../../../../shared/domain/compare/compare-view'

/** The same for views that show the same: the order of what is hidden or laid over does not count. */
const fingerprint = ({ choice, look, table }: CompareView): string =>
  JSON.stringify([
    choice.studyIds && [...choice.studyIds].sort(),
    choice.filter.trim(),
    [...choice.hidden].sort(),
    choice.archived,
    [...choice.imports].sort(),
    Object.entries({ ...look, logY: [...look.logY].sort() }).sort(([a], [b]) => (a < b ? -1 : 1)),
    table.columns,
    table.sort && [table.sort.field, table.sort.descending],
  ])

/** True when both show the same runs in the same way. */
export const sameView = (a: CompareView, b: CompareView) =>
  a === b || fingerprint(a) === fingerprint(b)
