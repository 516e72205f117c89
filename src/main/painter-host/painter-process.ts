import { fork, type ChildProcess } from 'node:child_process'
import { LabError } from '../../shared/contract/errors'
import { packRequest, paintReply, type PaintJob } from '../services/paint-messages'
import type { PaintRequest } from '../services/ports'

/** Drawing takes a tenth of a second; this much means that it never ends. */
const longestPaintMs = 60_000
/** The process holds nothing worth waiting for. */
const longestEndMs = 2_000
const keptOutput = 4_000

interface Waiting {
  readonly resolve: (picture: Uint8Array<ArrayBuffer>) => void
  readonly reject: (error: LabError) => void
  readonly timer: NodeJS.Timeout
}

const failed = (message: string, cause?: unknown) =>
  new LabError('export-failed', `The picture could not be drawn: ${message}.`, { cause })

/** Little of our environment: nothing in it should change how a picture looks. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMPDIR } = process.env
  return { PATH, SystemRoot, TEMP, TMPDIR, ELECTRON_RUN_AS_NODE: '1' }
}

/** One drawing process, from its start to its end. */
export class PainterProcess {
  private readonly child: ChildProcess
  private readonly waiting = new Map<number, Waiting>()
  private nextId = 0
  private output = ''
  private over = false
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>

  constructor(node: string, entry: string) {
    this.child = fork(entry, [], {
      execPath: node,
      execArgv: [],
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.output = (this.output + chunk.toString()).slice(-keptOutput)
    })
    this.child.on('message', (message) => this.receive(message))
    this.ended = this.watch()
  }

  /** False once it has ended, or is about to. */
  get usable(): boolean {
    return !this.over && this.child.connected
  }

  get busy(): boolean {
    return this.waiting.size > 0
  }

  paint(request: PaintRequest): Promise<Uint8Array<ArrayBuffer>> {
    const job: PaintJob = { id: this.nextId++, packed: packRequest(request) }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.abandon(failed(`it took longer than ${longestPaintMs / 1000} seconds`))
        this.child.kill('SIGKILL')
      }, longestPaintMs)
      this.waiting.set(job.id, { resolve, reject, timer })
      // A job that cannot be sent means that the process is gone, and its end says why.
      this.child.send(job, () => undefined)
    })
  }

  /** Asks the process to end by letting go of it, and kills it when it does not. */
  async end(): Promise<void> {
    if (this.child.connected) this.child.disconnect()
    const timer = setTimeout(() => this.child.kill('SIGKILL'), longestEndMs)
    await this.ended
    clearTimeout(timer)
  }

  /** Node says `close` never of a child whose channel we closed, so its last words are awaited here. */
  private watch(): Promise<void> {
    const { child } = this
    // From the start: a listener that comes after the last word waits for ever in old Nodes.
    const spoken = new Promise<void>((resolve) => {
      if (child.stderr) child.stderr.once('close', resolve)
      else resolve()
    })
    return new Promise((resolve) => {
      const end = (why: string, cause?: Error) => {
        this.over = true
        this.abandon(
          failed(why, cause ?? (this.output === '' ? undefined : new Error(this.output))),
        )
        resolve()
      }
      child.on('error', (error) => end('the drawing process could not be started', error))
      child.on('exit', (code, signal) => {
        const why =
          signal === null
            ? `the drawing process ended with exit code ${String(code)}`
            : `the drawing process was ended by signal ${signal}`
        void spoken.then(() => end(why))
      })
    })
  }

  private receive(message: unknown): void {
    const reply = paintReply.safeParse(message)
    if (!reply.success) return
    const waiting = this.take(reply.data.id)
    if ('fault' in reply.data) waiting?.reject(failed(reply.data.fault))
    else if ('refusal' in reply.data) {
      waiting?.reject(new LabError('bad-input', reply.data.refusal))
    } else waiting?.resolve(new Uint8Array(Buffer.from(reply.data.picture, 'base64')))
  }

  private take(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id)
    this.waiting.delete(id)
    if (waiting) clearTimeout(waiting.timer)
    return waiting
  }

  private abandon(error: LabError): void {
    for (const id of [...this.waiting.keys()]) this.take(id)?.reject(error)
  }
}
