import type { RunId } from '../../../../shared/domain/ids'
import type { RunView } from '../../composables/use-run-views'

/** A row of the table: a run and how far down its family's tree it is, 0 for the oldest. */
export interface FamilyRow {
  readonly view: RunView
  readonly depth: number
}

/** The runs in their order, each fork right below its parent; one whose parent is not there is a root. */
export function inFamilies(views: readonly RunView[]): readonly FamilyRow[] {
  const known = new Set<RunId>(views.map(({ run }) => run.id))
  const forksOf = new Map<RunId | null, RunView[]>()
  for (const view of views) {
    const parent = view.run.forkedFrom?.runId
    const key = parent !== undefined && known.has(parent) ? parent : null
    const forks = forksOf.get(key)
    if (forks) forks.push(view)
    else forksOf.set(key, [view])
  }
  const placed = new Set<RunId>()
  const below = (parent: RunId | null, depth: number): readonly FamilyRow[] =>
    (forksOf.get(parent) ?? []).flatMap((view) => {
      placed.add(view.run.id)
      return [{ view, depth }, ...below(view.run.id, depth + 1)]
    })
  const rows = below(null, 0)
  // Files that were changed by hand can make a circle, which no root leads to.
  const others = views.filter(({ run }) => !placed.has(run.id))
  return [...rows, ...others.map((view) => ({ view, depth: 0 }))]
}
