import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const program = resolve(import.meta.dirname, '../out/main/cli.js')

/** A fresh data directory and its removal. */
export async function freshFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'cooldown-integration-'))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

export interface Running {
  readonly child: ChildProcess
  /** Every line of standard output so far. */
  readonly lines: string[]
  /** The lines that are JSON of the kind named. */
  events<Event>(kind: string): Event[]
  /** Resolves with the first line that satisfies the test. */
  line(satisfies: (line: string) => boolean): Promise<string>
  readonly ended: Promise<{ code: number | null; signal: string | null; stderr: string }>
}

/** Starts the command line; without a build there is nothing to test, which is a failure. */
export function cooldown(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  if (!existsSync(program))
    throw new Error(`${program} is missing: run "npm test", which builds it.`)
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const notify = () => waiting.forEach((check) => check())
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    notify()
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  let over = false
  const ended = new Promise<Awaited<Running['ended']>>((settle) => {
    child.on('close', (code, signal) => {
      over = true
      settle({ code, signal, stderr })
      notify()
    })
  })
  const line = (satisfies: (line: string) => boolean) =>
    new Promise<string>((found, missing) => {
      const check = () => {
        const hit = lines.find(satisfies)
        if (hit === undefined && !over) return
        waiting.delete(check)
        if (hit !== undefined) found(hit)
        else missing(new Error(`it ended without that line.\n${lines.join('\n')}\n${stderr}`))
      }
      waiting.add(check)
      check()
    })
  const events = <Event>(kind: string) =>
    lines
      .filter((each) => each.startsWith('{'))
      .map((each) => JSON.parse(each) as Event & { event: string })
      .filter(({ event }) => event === kind)
  return { child, lines, events, line, ended }
}

export interface EpochEvent {
  readonly trial: string
  readonly seed: number
  readonly epoch: number
  readonly loss: number
  readonly valLoss: number
  readonly learningRate: number
}

export interface StudyEvent {
  readonly runs: readonly {
    readonly trial: string
    readonly seed: number
    readonly status: string
    readonly epochs: number
    readonly finalValLoss: number
    readonly bestEpoch: number
  }[]
}

/** Trainer processes that have the given process as parent, or any whose run lies in the folder. */
export async function trainersOf(parent: number): Promise<number[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(processes.map((pid) => isTrainerOf(pid, parent)))
  return processes.filter((_, index) => found[index])
}

async function isTrainerOf(pid: number, parent: number): Promise<boolean> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    return ppid === parent && command.includes('trainer')
  } catch {
    // It ended while we looked.
    return false
  }
}

/** True while the process exists and is not a zombie. */
export async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat !== '' && stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z'
}
