import { fork, type ChildProcess } from 'node:child_process'
import { trainerMessage, type TrainerCommand } from '../../shared/contract/trainer'
import type { Trainer, TrainerEnd, TrainerListener } from '../services/ports'
import { trainerEnvironment, type Surroundings } from './environment'
import { OutputTail } from './output-tail'
import { guardedByOurEnd } from './our-end'

export interface Watch {
  readonly node: string
  readonly trainerEntry: string
  readonly silentAfterMs: number
}

/** A trainer that was asked to stop finishes its chunk well within this. */
const stopWithinMs = 5_000

/** One forked trainer: its messages are checked, its silence noticed, its end told exactly once. */
export class TrainerProcess implements Trainer {
  private readonly child: ChildProcess
  private readonly output = new OutputTail()
  private watchdog: NodeJS.Timeout | undefined
  private stopTimer: NodeJS.Timeout | undefined
  private reason: TrainerEnd['reason'] = 'exited'
  private over = false
  private readonly unguard: () => void

  constructor(
    private readonly watch: Watch,
    command: TrainerCommand,
    surroundings: Surroundings,
    private readonly listener: TrainerListener,
  ) {
    this.child = fork(watch.trainerEntry, [], {
      execPath: watch.node,
      execArgv: [],
      env: trainerEnvironment(surroundings, process.env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.unguard = guardedByOurEnd(this.child)
    this.child.stdout?.on('data', (chunk: Buffer) => this.output.add(chunk))
    this.child.stderr?.on('data', (chunk: Buffer) => this.output.add(chunk))
    this.child.on('message', (message) => this.receive(message))
    this.child.on('error', (error) => this.failedToStart(error))
    // `close` comes after the last message and the last output, `exit` may come before them.
    this.child.on('close', (code, signal) => this.end(code, signal))
    this.listen()
    this.send(command)
  }

  pause(): void {
    this.send({ kind: 'pause' })
  }

  resume(): void {
    this.send({ kind: 'resume' })
  }

  stop(): void {
    this.send({ kind: 'stop' })
    this.stopTimer ??= setTimeout(() => this.kill(), stopWithinMs)
  }

  kill(): void {
    this.child.kill('SIGKILL')
  }

  private send(command: TrainerCommand): void {
    // A process that is gone cannot be told anything; its end is on the way.
    if (this.child.connected) this.child.send(command, () => undefined)
  }

  private receive(message: unknown): void {
    const checked = trainerMessage.safeParse(message)
    if (checked.success) {
      this.listen()
      this.listener.received(checked.data)
      return
    }
    this.listener.received({ kind: 'failed', message: 'The trainer sent a malformed message.' })
    this.kill()
  }

  /** Starts the wait for the next sign of life anew. */
  private listen(): void {
    clearTimeout(this.watchdog)
    this.watchdog = setTimeout(() => {
      this.reason = 'silent'
      this.kill()
    }, this.watch.silentAfterMs)
  }

  private failedToStart(error: Error): void {
    this.output.add(Buffer.from(error.message))
    if (this.child.pid !== undefined) return
    this.reason = 'not-started'
    this.end(null, null)
  }

  private end(code: number | null, signal: string | null): void {
    if (this.over) return
    this.over = true
    clearTimeout(this.watchdog)
    clearTimeout(this.stopTimer)
    this.unguard()
    this.listener.ended({ reason: this.reason, code, signal, output: this.output.text() })
  }
}
