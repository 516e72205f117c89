import { fork, type ChildProcess } from 'node:child_process'
import { trainerMessage, type TrainerCommand } from '../../shared/contract/trainer'
import type { Trainer, TrainerEnd, TrainerListener } from '../services/ports'
import { trainerEnvironment, trainerFlags, type Surroundings } from './environment'
import { isLastWord } from './last-word'
import { OutputTail } from './output-tail'
import { guardedByOurEnd } from './our-end'
import { SilenceWatch } from './silence-watch'

export interface Watch {
  readonly node: string
  readonly trainerEntry: string
  readonly silentAfterMs: number
  /** A trainer that was asked to stop, or has said its last word, is killed after this. */
  readonly endWithinMs: number
}

/** One forked trainer: its messages are checked, its silence noticed, its end told exactly once. */
export class TrainerProcess implements Trainer {
  private readonly output = new OutputTail()
  private readonly child: ChildProcess | null
  private readonly silence: SilenceWatch
  private endTimer: NodeJS.Timeout | undefined
  private reason: TrainerEnd['reason'] = 'exited'
  private hasLastWord = false
  private isOver = false
  private release: () => void = () => undefined

  constructor(
    private readonly watch: Watch,
    command: TrainerCommand,
    surroundings: Surroundings,
    private readonly listener: TrainerListener,
  ) {
    this.silence = new SilenceWatch(watch.silentAfterMs, () => {
      this.reason = 'silent'
      this.kill()
    })
    this.child = this.start(surroundings)
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
    this.expectEnd()
  }

  kill(): void {
    this.child?.kill('SIGKILL')
  }

  private start(surroundings: Surroundings): ChildProcess | null {
    const { node, trainerEntry } = this.watch
    try {
      const child = fork(trainerEntry, [], {
        execPath: node,
        execArgv: trainerFlags,
        env: trainerEnvironment(surroundings, process.env),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      this.release = guardedByOurEnd(child)
      child.stdout?.on('data', (chunk: Buffer) => this.output.add(chunk))
      child.stderr?.on('data', (chunk: Buffer) => this.output.add(chunk))
      child.on('message', (message) => this.receive(message))
      child.on('error', (error) => {
        if (child.pid === undefined) this.failToStart(error)
      })
      // `close` comes after the last message and the last output, `exit` may come before them.
      child.on('close', (code, signal) => this.end(code, signal))
      return child
    } catch (error) {
      // Most failures are told by the event, some are thrown. A listener never hears of either
      // before it has its trainer.
      setImmediate(() => this.failToStart(error as Error))
      return null
    }
  }

  private send(command: TrainerCommand): void {
    // A process that is gone cannot be told anything; its end is on the way.
    if (this.child?.connected) this.child.send(command, () => undefined)
  }

  private receive(message: unknown): void {
    if (this.hasLastWord) return
    this.silence.heard()
    const checked = trainerMessage.safeParse(message)
    if (!checked.success) {
      this.hasLastWord = true
      this.listener.received({ kind: 'failed', message: 'The trainer sent a malformed message.' })
      this.kill()
      return
    }
    if (isLastWord(checked.data)) {
      this.hasLastWord = true
      this.expectEnd()
    }
    this.listener.received(checked.data)
  }

  private expectEnd(): void {
    this.endTimer ??= setTimeout(() => this.kill(), this.watch.endWithinMs)
  }

  private failToStart(error: Error): void {
    this.output.add(Buffer.from(error.message))
    this.reason = 'not-started'
    this.end(null, null)
  }

  private end(code: number | null, signal: string | null): void {
    if (this.isOver) return
    this.isOver = true
    this.silence.end()
    clearTimeout(this.endTimer)
    this.release()
    this.listener.ended({ reason: this.reason, code, signal, output: this.output.text() })
  }
}
