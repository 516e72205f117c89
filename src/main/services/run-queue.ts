import { LabError } from '../../shared/contract/errors'
import type { RunId } from '../../shared/domain/ids'
import { isFinal, type RunRecord, type RunStatus } from '../../shared/domain/run'
import type { Trial } from '../../shared/domain/study'
import { trialOf } from './new-run'
import { endedWaiting } from './run-outcome'
import { RunSession, type SessionParts, type TrainerOrder } from './run-session'

/** What a run needs to know of the machine at the moment it starts. */
export interface Seat {
  readonly threads: number
  readonly environment: Readonly<Record<string, string>>
}

export interface QueueParts extends SessionParts {
  /** How many trainers may run at once, asked anew at every chance to start one. */
  readonly limit: () => number
  /** Threads and device for one more trainer, when `together` will run at once. */
  readonly seat: (together: number) => Seat
  /** Path of the decoded data; rejects with `data-unavailable` when there is none. */
  readonly datasetFile: () => Promise<string>
  /** How often a run keeps a checkpoint, asked anew at every start. */
  readonly checkpointEveryEpochs: () => number
}

const resumable: readonly RunStatus[] = ['paused', 'interrupted', 'stopped', 'failed']

/** Why a run that has ended cannot go on; null where its state alone does not say so. */
function noWayOn(status: RunStatus): string | null {
  if (status === 'diverged') {
    return 'its weights are no longer finite numbers. Retry it, or fork it from a checkpoint'
  }
  if (status === 'completed') return 'nothing is left to train. Fork it to train on'
  return null
}

/** A record as it waits to go on: how it ended last is no longer true. */
const goingOn = (run: RunRecord): RunRecord => ({
  ...run,
  status: 'queued',
  endedAt: null,
  outcome: null,
  exit: null,
  weightsSha256: undefined,
  confusion: undefined,
})

/** Order of runs and who trains now: at most `limit` trainers at work, the others wait or are parked. */
export class RunQueue {
  private waiting: RunId[] = []
  private readonly sessions = new Map<RunId, RunSession>()
  private closed = false

  constructor(private readonly parts: QueueParts) {}

  enqueue(runIds: readonly RunId[]): void {
    this.waiting.push(...runIds)
    this.fill()
  }

  prioritise(runId: RunId): RunRecord {
    const run = this.expect(runId, ['queued'], 'moved to the front')
    this.waiting = [runId, ...this.waiting.filter((id) => id !== runId)]
    return run
  }

  async pause(runId: RunId): Promise<RunRecord> {
    const run = this.expect(runId, ['queued', 'running'], 'paused')
    this.waiting = this.waiting.filter((id) => id !== runId)
    const session = this.sessions.get(runId)
    if (run.status === 'queued') return this.parts.history.changeRun(runId, { status: 'paused' })
    session?.pause()
    this.fill()
    return run
  }

  /** Pauses all of these that wait or train, whatever becomes of the others meanwhile. */
  async pauseAll(runIds: readonly RunId[]): Promise<void> {
    const runs = this.inState(runIds, ['queued', 'running'])
    this.leaveQueue(runs)
    // All at once, or the places of the first would be taken by the next.
    const waiting = runs.filter(({ id }) => {
      const session = this.sessions.get(id)
      if (!session || session.parked) return true
      session.pause()
      return false
    })
    await this.parts.history.changeRuns(
      waiting
        .filter(({ status }) => status === 'queued')
        .map((run) => ({ ...run, status: 'paused' as const })),
    )
    this.fill()
  }

  /** Stops all of these that have not ended. */
  async stopAll(runIds: readonly RunId[]): Promise<void> {
    const runs = this.inState(runIds, ['queued', 'running', 'paused'])
    this.leaveQueue(runs)
    const unstarted = runs.filter(({ id }) => !this.sessions.has(id))
    for (const { id } of runs) this.sessions.get(id)?.stop()
    const endedAt = this.parts.now().toISOString()
    await this.parts.history.changeRuns(
      unstarted.map((run) => ({
        ...run,
        status: 'stopped' as const,
        outcome: endedWaiting('Stopped by hand', run.epochsDone),
        endedAt,
      })),
    )
  }

  async resume(runId: RunId): Promise<RunRecord> {
    await this.resumeAll([runId])
    return this.parts.history.run(runId)
  }

  /**
   * Puts runs that are paused, or ended too early, back at the front of the queue, in the order
   * given. Those that ended go on from their newest checkpoint.
   */
  async resumeAll(runIds: readonly RunId[]): Promise<void> {
    for (const id of runIds) {
      // A run whose end is just being recorded still has its session.
      if (isFinal(this.expectResumable(id).status)) await this.sessions.get(id)?.ended
    }
    const runs = runIds.map((id) => goingOn(this.expectResumable(id)))
    this.waiting.unshift(...runIds)
    await this.parts.history.changeRuns(runs)
    this.fill()
  }

  async stop(runId: RunId): Promise<RunRecord> {
    const run = this.expect(runId, ['queued', 'running', 'paused'], 'stopped')
    this.waiting = this.waiting.filter((id) => id !== runId)
    const session = this.sessions.get(runId)
    if (session) {
      session.stop()
      return run
    }
    return this.parts.history.changeRun(runId, {
      status: 'stopped',
      outcome: endedWaiting('Stopped by hand', run.epochsDone),
      endedAt: this.parts.now().toISOString(),
    })
  }

  /** Stops the run if it is not over, and resolves when no trainer is left of it. */
  async settle(runId: RunId): Promise<void> {
    if (!isFinal(this.parts.history.run(runId).status)) await this.stop(runId)
    await this.sessions.get(runId)?.ended
  }

  /** The number of trainers allowed may have grown. */
  fill(): void {
    while (!this.closed && this.busy() < this.parts.limit()) {
      const runId = this.waiting.shift()
      if (runId === undefined) return
      // Its record may not have been stored yet when it was stopped.
      if (this.parts.history.run(runId).status !== 'queued') continue
      const parked = this.sessions.get(runId)
      if (parked) parked.resume()
      else this.launch(runId)
    }
  }

  /** Ends every trainer; what had not finished becomes `interrupted`. */
  async close(): Promise<void> {
    this.closed = true
    const unstarted = this.waiting.filter((runId) => !this.sessions.has(runId))
    this.waiting = []
    await Promise.all([...this.sessions.values()].map((session) => session.interrupt()))
    await this.parts.history.changeRuns(
      unstarted.map((runId) => {
        const run = this.parts.history.run(runId)
        const outcome = endedWaiting('Cooldown was closed', run.epochsDone)
        return { ...run, status: 'interrupted' as const, outcome }
      }),
    )
  }

  /** Nothing trains and nothing waits. */
  get isIdle(): boolean {
    return this.sessions.size === 0 && this.waiting.length === 0
  }

  private inState(runIds: readonly RunId[], statuses: readonly RunStatus[]): readonly RunRecord[] {
    return runIds
      .map((id) => this.parts.history.run(id))
      .filter(({ status }) => statuses.includes(status))
  }

  private leaveQueue(runs: readonly RunRecord[]): void {
    const leaving = new Set(runs.map(({ id }) => id))
    this.waiting = this.waiting.filter((id) => !leaving.has(id))
  }

  private busy(): number {
    return [...this.sessions.values()].filter((session) => !session.parked).length
  }

  private expectResumable(runId: RunId): RunRecord {
    const { status } = this.parts.history.run(runId)
    const reason = noWayOn(status)
    if (reason === null) return this.expect(runId, resumable, 'resumed')
    throw new LabError('wrong-state', `A run that is ${status} cannot be resumed: ${reason}.`)
  }

  private expect(runId: RunId, allowed: readonly RunStatus[], done: string): RunRecord {
    const run = this.parts.history.run(runId)
    if (allowed.includes(run.status)) return run
    const rule = `it must be ${allowed.join(' or ')}`
    throw new LabError('wrong-state', `A run that is ${run.status} cannot be ${done}; ${rule}.`)
  }

  private launch(runId: RunId): void {
    const { history } = this.parts
    const run = history.run(runId)
    const trial = trialOf(history.study(run.studyId).study, run.trialId)
    const together = Math.min(this.parts.limit(), this.busy() + 1 + this.waiting.length)
    const seat = this.parts.seat(together)
    const session = new RunSession(this.parts, run, () => this.leave(runId))
    this.sessions.set(runId, session)
    session.start((epochsDone) => this.order(run, trial, seat, epochsDone))
  }

  private async order(
    { id: runId, seed }: RunRecord,
    { recipe }: Trial,
    { threads, environment }: Seat,
    epochsDone: number,
  ): Promise<TrainerOrder> {
    const { folders, datasetFile, checkpointEveryEpochs } = this.parts
    const command = {
      kind: 'train',
      runId,
      recipe,
      seed,
      datasetFile: await datasetFile(),
      threads: recipe.threads ?? threads,
      checkpoints: {
        folder: await folders.checkpointFolder(runId),
        everyEpochs: checkpointEveryEpochs(),
      },
      epochsDone,
    } as const
    return { command, environment }
  }

  private leave(runId: RunId): void {
    this.sessions.delete(runId)
    this.fill()
  }
}
