import type { RunId } from './ids'
import type { RunRecord } from './run'

/** A run with the runs that were forked from it, oldest first. */
export interface FamilyNode {
  readonly run: RunRecord
  readonly forks: readonly FamilyNode[]
}

/** `runs` shrinks on the way down: a circle in a file that was changed by hand ends, too. */
function nodeOf(run: RunRecord, runs: readonly RunRecord[]): FamilyNode {
  const others = runs.filter(({ id }) => id !== run.id)
  const forks = others.filter(({ forkedFrom }) => forkedFrom?.runId === run.id)
  return { run, forks: forks.map((fork) => nodeOf(fork, others)) }
}

/** The tree of forks that a run belongs to, from its oldest ancestor among `runs` on. */
export function familyOf(runId: RunId, runs: readonly RunRecord[]): FamilyNode | null {
  let oldest = runs.find(({ id }) => id === runId)
  for (let others = runs; oldest;) {
    const { id, forkedFrom } = oldest
    others = others.filter((other) => other.id !== id)
    const parent = others.find((other) => other.id === forkedFrom?.runId)
    if (!parent) break
    oldest = parent
  }
  return oldest ? nodeOf(oldest, runs) : null
}
