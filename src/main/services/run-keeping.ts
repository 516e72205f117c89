import { LabError } from '../../shared/contract/errors'
import type { RunId } from '../../shared/domain/ids'
import { isFinal, type RunRecord } from '../../shared/domain/run'
import {
  markLimits,
  marksOf,
  withMarkChanges,
  type MarkChanges,
} from '../../shared/domain/run-marks'
import type { History } from './history'
import type { RunQueue } from './run-queue'

/** Names told in one message. */
const mostNamed = 5

function named(runs: readonly RunRecord[]): string {
  const names = runs.slice(0, mostNamed).map(({ id, status }) => `"${id}" is ${status}`)
  const more = runs.length - names.length
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')
}

/** What people keep of runs: what they note on them, and which they do without. */
export class RunKeeping {
  constructor(
    private readonly history: History,
    private readonly queue: RunQueue,
  ) {}

  /** Notes the same on all these runs; `bad-input` where one would have too many tags. */
  async mark(runIds: readonly RunId[], changes: MarkChanges): Promise<RunRecord[]> {
    const marked = [...new Set(runIds)].map((runId): RunRecord => {
      const run = this.history.run(runId)
      return { ...run, marks: withMarkChanges(marksOf(run), changes) }
    })
    const full = marked.find(({ marks }) => (marks?.tags.length ?? 0) > markLimits.tags)
    if (full) {
      throw new LabError(
        'bad-input',
        `The run "${full.id}" would have ${full.marks?.tags.length ?? 0} tags; at most ${markLimits.tags} are kept.`,
      )
    }
    await this.history.changeRuns(marked)
    return marked
  }

  /** Takes ended runs out of sight: all of them, or none where one has not ended. */
  async remove(runIds: readonly RunId[]): Promise<void> {
    const wished = [...new Set(runIds)]
    this.refuseUnfinished(wished)
    for (const runId of wished) await this.queue.settle(runId)
    // One may have been resumed while the trainers of others were seen off.
    this.refuseUnfinished(wished)
    await this.history.removeRuns(wished)
  }

  restore(runIds: readonly RunId[]): Promise<RunRecord[]> {
    return this.history.restoreRuns([...new Set(runIds)])
  }

  private refuseUnfinished(runIds: readonly RunId[]): void {
    const unfinished = runIds
      .map((runId) => this.history.run(runId))
      .filter(({ status }) => !isFinal(status))
    if (unfinished.length === 0) return
    throw new LabError(
      'wrong-state',
      `Only runs that have ended can be removed; ${named(unfinished)}. Stop them first.`,
    )
  }
}
