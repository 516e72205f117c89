import { LabError } from '../../shared/contract/errors'
import type { RunId } from '../../shared/domain/ids'
import { isFinal, type RunRecord } from '../../shared/domain/run'
import { RunSession, type SessionParts } from './run-session'

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
}

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

  async resume(runId: RunId): Promise<RunRecord> {
    this.expect(runId, ['paused'], 'resumed')
    await this.resumeAll([runId])
    return this.parts.history.run(runId)
  }

  /** Puts paused runs back at the front of the queue, in the order given. */
  async resumeAll(runIds: readonly RunId[]): Promise<void> {
    const { history } = this.parts
    await history.changeRuns(
      runIds.map((id) => ({ ...history.run(id), status: 'queued' as const })),
    )
    this.waiting.unshift(...runIds)
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
      outcome: 'Stopped by hand before it started.',
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
      unstarted.map((runId) => ({
        ...this.parts.history.run(runId),
        status: 'interrupted' as const,
        outcome: 'Cooldown was closed before this run started.',
      })),
    )
  }

  private busy(): number {
    return [...this.sessions.values()].filter((session) => !session.parked).length
  }

  private expect(runId: RunId, allowed: readonly RunRecord['status'][], done: string): RunRecord {
    const run = this.parts.history.run(runId)
    if (allowed.includes(run.status)) return run
    throw new LabError(
      'wrong-state',
      `A run that is ${run.status} cannot be ${done}; it must be ${allowed.join(' or ')}.`,
    )
  }

  private launch(runId: RunId): void {
    const { history } = this.parts
    const run = history.run(runId)
    const trial = history.study(run.studyId).study.trials.find(({ id }) => id === run.trialId)
    if (!trial) throw new LabError('internal', `Run "${runId}" has no trial "${run.trialId}".`)
    const together = Math.min(this.parts.limit(), this.busy() + 1 + this.waiting.length)
    const { threads, environment } = this.parts.seat(together)
    const session = new RunSession(this.parts, run, () => this.leave(runId))
    this.sessions.set(runId, session)
    session.start(async () => {
      const datasetFile = await this.parts.datasetFile()
      const { recipe } = trial
      const command = {
        kind: 'train',
        runId,
        recipe,
        seed: run.seed,
        datasetFile,
        threads,
      } as const
      return { command, environment }
    })
  }

  private leave(runId: RunId): void {
    this.sessions.delete(runId)
    this.fill()
  }
}
