import type { LabServices } from '../../shared/contract/api'
import { LabError } from '../../shared/contract/errors'
import type { RunId } from '../../shared/domain/ids'
import { forkFault } from '../../shared/domain/fork-rules'
import { withChanges } from '../../shared/domain/recipe-changes'
import type { RunRecord } from '../../shared/domain/run'
import { newTrialNames } from '../../shared/domain/scheduled-trials'
import type { Trial } from '../../shared/domain/study'
import type { History } from './history'
import { admit, discard, newRun, trialOf } from './new-run'
import type { CheckpointFile, RunFolders, RunPrefix } from './ports'
import type { RunQueue } from './run-queue'

export interface ForkParts {
  readonly history: History
  readonly folders: RunFolders
  readonly queue: RunQueue
  readonly now: () => Date
  /** Throws a `bad-input` LabError for a trial that cannot be trained. */
  readonly check: (trials: readonly Trial[]) => void
}

type Order = Parameters<LabServices['runs']['fork']>[0]

/** Runs that go on from a checkpoint of another, under a changed recipe. */
export class Forks {
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly parts: ForkParts) {}

  /** The checkpoints of a run that are kept, oldest first. */
  async checkpoints(runId: RunId): Promise<Pick<CheckpointFile, 'epochs' | 'step'>[]> {
    const { history, folders } = this.parts
    const kept = await folders.listCheckpoints(history.run(runId).id)
    return kept.map(({ epochs, step }) => ({ epochs, step }))
  }

  /**
   * Queues a new run, in a new trial of the same study, with the first epochs of another; `bad-input`
   * for changes that its checkpoint does not allow. One at a time: each adds a trial to its study.
   */
  fork(order: Order): Promise<RunRecord> {
    const made = this.last.then(() => this.make(order))
    this.last = made.catch(() => undefined)
    return made
  }

  /** Where a run that was forked began, for another try; undefined for one that began by itself. */
  async prefixOf(run: RunRecord): Promise<RunPrefix | undefined> {
    const { forkedFrom } = run
    if (!forkedFrom) return undefined
    for (const runId of [forkedFrom.runId, run.id]) {
      const checkpoint = await this.find(runId, forkedFrom.epochs)
      if (checkpoint) return { runId, checkpoint }
    }
    throw new LabError(
      'wrong-state',
      `The run "${run.id}" cannot be retried: the checkpoint after epoch ${forkedFrom.epochs} from ` +
        'which it was forked is no longer kept.',
    )
  }

  private async make({ runId, epochs, name, changes }: Order): Promise<RunRecord> {
    const { history, folders, queue, now } = this.parts
    const parent = history.run(runId)
    const { study } = history.study(parent.studyId)
    const parentTrial = trialOf(study, parent.trialId)
    const checkpoint = await this.need(runId, epochs)
    const given = name ?? `${parentTrial.name} from epoch ${epochs + 1}`
    const trial: Trial = {
      ...newTrialNames(study.trials, given),
      description: `Forked from ${parentTrial.name} (seed ${parent.seed}) after epoch ${epochs}.`,
      tags: [...parentTrial.tags],
      recipe: withChanges(parentTrial.recipe, changes),
    }
    this.refuse(parentTrial, trial, epochs)
    const draft = {
      ...newRun(study, trial, { seed: parent.seed, attempt: 1 }, now()),
      forkedFrom: { runId, epochs },
    }
    const widened = { ...study, trials: [...study.trials, trial] }
    const run = await admit(folders, widened, draft, { runId, checkpoint })
    await this.addTrial(run, trial)
    await folders.appendLog(run.id, `forked from ${runId} after epoch ${epochs}`)
    await history.changeRuns([run])
    queue.enqueue([run.id])
    return history.run(run.id)
  }

  private refuse(parent: Trial, fork: Trial, epochs: number): void {
    const fault = forkFault(parent.recipe, fork.recipe, epochs)
    if (fault) throw new LabError('bad-input', `In a fork, ${fault.field} ${fault.rule}.`)
    this.parts.check([fork])
  }

  /** Told before the run is: nobody should hear of a run whose trial they do not know. */
  private async addTrial(run: RunRecord, trial: Trial): Promise<void> {
    const { history, folders } = this.parts
    try {
      // It may have been renamed, or removed, since.
      const { study } = history.study(run.studyId)
      await history.saveStudy({ ...study, trials: [...study.trials, trial] })
    } catch (error) {
      await discard(folders, run.id)
      throw error
    }
    history.tellStudy(run.studyId)
  }

  private async find(runId: RunId, epochs: number): Promise<CheckpointFile | undefined> {
    const kept = await this.parts.folders.listCheckpoints(runId)
    return kept.find((each) => each.epochs === epochs && each.step === 0)
  }

  private async need(runId: RunId, epochs: number): Promise<CheckpointFile> {
    const found = await this.find(runId, epochs)
    if (found) return found
    const kept = await this.parts.folders.listCheckpoints(runId)
    const after = kept.filter(({ step }) => step === 0).map((each) => each.epochs)
    const rule = after.length === 0 ? 'none is kept' : `kept are those after ${after.join(', ')}`
    throw new LabError(
      'not-found',
      `The run "${runId}" has no checkpoint after epoch ${epochs}; ${rule}.`,
    )
  }
}
