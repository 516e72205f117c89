import { LabError } from '../../shared/contract/errors'
import type { TrainCommand, TrainerMessage } from '../../shared/contract/trainer'
import type { RunId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import type { EpochRow } from '../../shared/domain/series'
import type { Advances } from './advances'
import type { History } from './history'
import { PaceMeter } from './pace-meter'
import type { RunFolders, Trainer, TrainerEnd, TrainerLauncher } from './ports'
import { refuseOtherEpoch } from './retold-epoch'
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

type Told<Kind extends TrainerMessage['kind']> = Extract<TrainerMessage, { kind: Kind }>

/**
 * One run while its trainer process lives. Messages are handled strictly one after the other, so
 * an epoch is on the disk before it is told, and the end is told after everything before it.
 */
export class RunSession {
  /** All that are on the disk, those of former sessions included. */
  private rows: EpochRow[] = []
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

  /**
   * Starts the trainer once its order, which depends on the epochs that are on the disk, is ready;
   * whatever prevents that is how the run ends.
   */
  start(prepare: (epochsDone: number) => Promise<TrainerOrder>): void {
    this.queue(async () => {
      const { launcher, history, folders, now } = this.parts
      this.rows = [...(await folders.readEpochs(this.runId))]
      history.advanceRun(this.runId, this.rows)
      const startedAt = this.run.startedAt ?? now().toISOString()
      await history.changeRun(this.runId, { status: 'running', startedAt })
      const { command, environment } = await prepare(this.rows.length)
      if (this.closing) return this.concludeUnstarted()
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
    switch (message.kind) {
      case 'ready':
        return this.begin(message)
      case 'progress': {
        this.progressed(message)
        return
      }
      case 'epoch':
        return this.record(message)
      case 'notice':
        return this.note(message.text)
      case 'paused':
      case 'resumed':
        return this.switchedTo(message.kind === 'paused' ? 'paused' : 'running')
      case 'diverged':
        await this.parts.folders.appendSteps(this.runId, message.steps)
        this.verdict = message
        return
      case 'completed':
      case 'stopped':
      case 'failed':
        this.verdict = this.verdict?.kind === 'closed' ? this.verdict : message
        return
      case 'heartbeat':
      case 'probed':
      case 'measured':
        return
    }
  }

  private async begin({ engine, epoch, notice }: Told<'ready'>): Promise<void> {
    const { history, folders } = this.parts
    if (notice !== null) await folders.appendLog(this.runId, notice)
    await history.changeRun(this.runId, { engine })
    const from = this.rows.length === 0 ? '' : ` from epoch ${epoch + 1} on`
    await folders.appendLog(this.runId, `training${from} with ${engine}`)
  }

  /** A resumed run may train epochs again that are on the disk; those must be the same. */
  private async record({ row, steps }: Told<'epoch'>): Promise<void> {
    const { history, folders, advances } = this.parts
    const stored = this.rows[row.epoch]
    if (stored) {
      const engine = { was: this.run.engine, is: history.run(this.runId).engine }
      refuseOtherEpoch(stored, row, this.rows.length, engine)
      return
    }
    await folders.appendEpoch(this.runId, row, steps)
    this.rows.push(row)
    history.advanceRun(this.runId, this.rows)
    advances.epoch(this.runId, row)
  }

  private progressed({ step, loss, learningRate }: Told<'progress'>) {
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

  private concludeUnstarted(): Promise<void> {
    const verdict = this.verdict ?? { kind: 'stopped', final: null }
    return this.conclude(describeVerdict(verdict, this.run, this.rows.length))
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
