import { LabError } from '../../shared/contract/errors'
import type { TrainCommand, TrainerMessage } from '../../shared/contract/trainer'
import type { RunId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import type { EpochRow } from '../../shared/domain/series'
import type { Advances } from './advances'
import type { History } from './history'
import { PaceMeter } from './pace-meter'
import type { RunFolders, Trainer, TrainerEnd, TrainerLauncher } from './ports'
import { describeEnd, describeVerdict, type Conclusion, type Verdict } from './run-outcome'

export interface SessionParts {
  readonly history: History
  readonly folders: RunFolders
  readonly advances: Advances
  readonly launcher: TrainerLauncher
  readonly now: () => Date
}

/** All that a trainer process needs to begin. */
export interface TrainerOrder {
  readonly command: TrainCommand
  readonly environment: Readonly<Record<string, string>>
}

/**
 * One run while its trainer process lives. Messages are handled strictly one after the other, so
 * an epoch is on the disk before it is told, and the end is told after everything before it.
 */
export class RunSession {
  private readonly rows: EpochRow[] = []
  private readonly pace: PaceMeter
  private verdict: Verdict | null = null
  private fault: LabError | null = null
  private work: Promise<void> = Promise.resolve()
  private trainer: Trainer | null = null
  private closing = false
  /** Pausing and paused sessions leave their place to other runs. */
  parked = false

  constructor(
    private readonly parts: SessionParts,
    private readonly run: RunRecord,
    private readonly finished: () => void,
  ) {
    this.pace = new PaceMeter(run.totalEpochs * run.stepsPerEpoch)
  }

  /** Starts the trainer once its order is ready; whatever prevents that is how the run ends. */
  start(prepare: () => Promise<TrainerOrder>): void {
    this.queue(async () => {
      const { launcher, history, folders, now } = this.parts
      await history.changeRun(this.runId, { status: 'running', startedAt: now().toISOString() })
      const { command, environment } = await prepare()
      if (this.closing) return this.conclude({ status: 'stopped', outcome: 'Stopped by hand.' })
      await folders.appendLog(this.runId, `starting a trainer with ${command.threads} thread(s)`)
      this.trainer = launcher.launch(command, environment, {
        received: (message) => this.queue(() => this.handle(message)),
        ended: (end) => this.queue(() => this.finish(end)),
      })
      if (this.parked) this.trainer.pause()
    })
  }

  pause(): void {
    this.parked = true
    this.trainer?.pause()
  }

  resume(): void {
    this.parked = false
    this.trainer?.resume()
  }

  stop(): void {
    this.closing = true
    this.trainer?.stop()
  }

  /** Ends the run because Cooldown itself ends; resolves when the trainer is gone. */
  async interrupt(): Promise<void> {
    this.verdict ??= { kind: 'closed' }
    this.stop()
    await this.ended
  }

  private resolveEnded: () => void = () => undefined
  readonly ended = new Promise<void>((resolve) => {
    this.resolveEnded = resolve
  })

  private get runId(): RunId {
    return this.run.id
  }

  private queue(task: () => Promise<void>): void {
    this.work = this.work.then(task).catch((error: unknown) => this.abandon(error))
  }

  /** It cannot start, or its epochs cannot be written: training on would lose them, so it ends. */
  private async abandon(error: unknown): Promise<void> {
    this.fault ??=
      error instanceof LabError
        ? error
        : new LabError('internal', 'The run could not be recorded.', { cause: error })
    if (this.trainer) this.trainer.kill()
    else await this.conclude({ status: 'failed', outcome: this.fault.message })
  }

  private async handle(message: TrainerMessage): Promise<void> {
    if (this.fault) return
    const { history, folders, advances } = this.parts
    switch (message.kind) {
      case 'ready':
        await history.changeRun(this.runId, { engine: message.engine })
        return folders.appendLog(this.runId, `training with ${message.engine}`)
      case 'progress': {
        this.progressed(message)
        return
      }
      case 'epoch':
        await folders.appendEpoch(this.runId, message.row, message.steps)
        this.rows.push(message.row)
        history.advanceRun(this.runId, this.rows)
        advances.epoch(this.runId, message.row)
        return
      case 'notice':
        return this.note(message.text)
      case 'paused':
      case 'resumed':
        return this.switchedTo(message.kind === 'paused' ? 'paused' : 'running')
      case 'diverged':
        await folders.appendSteps(this.runId, message.steps)
        this.verdict = message
        return
      case 'completed':
      case 'stopped':
      case 'failed':
        this.verdict = this.verdict?.kind === 'closed' ? this.verdict : message
        return
      case 'heartbeat':
      case 'probed':
        return
    }
  }

  private progressed({ step, loss, learningRate }: Extract<TrainerMessage, { kind: 'progress' }>) {
    const pace = this.pace.measure(step, this.parts.now().getTime())
    this.parts.advances.progress({
      runId: this.runId,
      step,
      totalSteps: this.run.totalEpochs * this.run.stepsPerEpoch,
      learningRate,
      loss,
      ...pace,
    })
  }

  private async switchedTo(status: 'paused' | 'running'): Promise<void> {
    this.pace.reset()
    await this.parts.history.changeRun(this.runId, { status })
    await this.parts.folders.appendLog(this.runId, status === 'paused' ? 'paused' : 'resumed')
  }

  private async finish(end: TrainerEnd): Promise<void> {
    if (end.output !== '') await this.note(end.output)
    if (this.fault) return this.conclude({ status: 'failed', outcome: this.fault.message })
    const epochs = this.rows.length
    return this.conclude(
      this.verdict ? describeVerdict(this.verdict, this.run, epochs) : describeEnd(end, epochs),
    )
  }

  private async conclude(conclusion: Conclusion): Promise<void> {
    const { history, advances, now } = this.parts
    advances.end(this.runId)
    await this.note(conclusion.outcome ?? conclusion.status)
    const endedAt = now().toISOString()
    try {
      await history.changeRun(this.runId, { ...conclusion, endedAt })
    } catch (error) {
      await this.endUnrecorded({ ...conclusion, endedAt }, error)
    } finally {
      this.resolveEnded()
      this.finished()
    }
  }

  /** The end itself could not be written: it is told all the same, with the reason. */
  private async endUnrecorded(ending: Partial<RunRecord>, error: unknown): Promise<void> {
    const why = error instanceof Error ? error.message : String(error)
    const outcome = [ending.outcome, `This could not be recorded: ${why}`].filter(Boolean).join(' ')
    // The next start derives the run's state from its folder, so a second failure loses nothing.
    await this.parts.history.changeRun(this.runId, { ...ending, outcome }).catch(() => undefined)
  }

  /** The log is a courtesy: a disk that cannot take it must not hide how the run ended. */
  private note(text: string): Promise<void> {
    return this.parts.folders.appendLog(this.runId, text).catch(() => undefined)
  }
}
