import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as ask } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { WebSocket } from 'ws'
import type { EventName } from '../../../../shared/contract/api'
import { pack, unpack } from '../../../../shared/contract/wire'
import { startLoopbackServer, type LoopbackServer } from '../server'

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}

/** A server on a folder with a small page, anew for each test, and ways to talk to it. */
export class ServedLab {
  folder = ''
  /** Calls that reached the lab. */
  calls = 0
  private running: LoopbackServer | null = null
  private readonly listeners = new Map<EventName, Set<(payload: unknown) => void>>()

  readonly lab = {
    call: async () => {
      this.calls += 1
      return { ok: true as const, result: { heard: true } }
    },
    on: (name: EventName, listener: (payload: unknown) => void) => {
      const those = this.listeners.get(name) ?? new Set()
      this.listeners.set(name, those.add(listener))
      return () => those.delete(listener)
    },
  }

  get server(): LoopbackServer {
    if (!this.running) throw new Error('the server was not started')
    return this.running
  }

  get host(): string {
    return `127.0.0.1:${this.server.port}`
  }

  /** The header of a program that has the token. */
  get bearer(): { authorization: string } {
    return { authorization: `Bearer ${this.server.token}` }
  }

  async start(): Promise<void> {
    this.calls = 0
    this.folder = await mkdtemp(join(tmpdir(), 'cooldown-page-'))
    await writeFile(join(this.folder, 'index.html'), '<!doctype html><title>Cooldown</title>')
    await writeFile(join(this.folder, 'app.js'), 'void 0')
    await writeFile(join(this.folder, 'notes.secret'), 'not for serving')
    this.running = await startLoopbackServer({ lab: this.lab, pageFolder: this.folder, port: 0 })
  }

  async end(): Promise<void> {
    await this.server.close()
    await rm(this.folder, { recursive: true })
  }

  tell(name: EventName, payload: unknown): void {
    this.listeners.get(name)?.forEach((hear) => hear(payload))
  }

  /** How many clients hear of events. */
  listening(): number {
    return this.listeners.get('studyRemoved')?.size ?? 0
  }

  get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = ask(
        { host: '127.0.0.1', port: this.server.port, path, method, headers },
        (response) => {
          let body = ''
          response.on('data', (chunk: Buffer) => (body += chunk.toString()))
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
          )
        },
      )
      sent.on('error', reject)
      sent.end()
    })
  }

  /** A connection on which the text was sent, and nothing more is. */
  half(text: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.server.port, '127.0.0.1', () => {
        socket.write(text)
        resolve(socket)
      })
      socket.on('error', reject)
    })
  }

  /** The whole answer to a request written by hand. */
  async raw(text: string): Promise<string> {
    const socket = await this.half(text)
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    return new Promise((resolve) => socket.on('close', () => resolve(answer)))
  }

  /** A socket with the token, once it is open. */
  client(options: Record<string, unknown> = {}): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      const url = `ws://${this.host}/lab`
      const socket = new WebSocket(url, { headers: this.bearer, ...options })
      socket.on('open', () => resolve(socket))
      socket.on('unexpected-response', (_request, { statusCode }) =>
        reject(new Error(`refused ${statusCode}`)),
      )
      socket.on('error', reject)
    })
  }

  /** How a WebSocket attempt ends: the first answer, a close code, or a refused handshake. */
  dial(headers: Record<string, string>, path = '/lab'): Promise<string> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`ws://${this.host}${path}`, { headers })
      socket.on('open', () =>
        socket.send(pack({ id: 1, service: 'settings', verb: 'read', input: {} })),
      )
      socket.on('message', (data: Buffer) => {
        resolve(JSON.stringify(unpack(data)))
        socket.terminate()
      })
      socket.on('close', (code) => resolve(`closed ${code}`))
      socket.on('unexpected-response', (_request, response) =>
        resolve(`refused ${response.statusCode}`),
      )
      socket.on('error', (error) => resolve(error.message))
    })
  }
}

/** The same server for every test of a file. */
export function servedLab(): ServedLab {
  const served = new ServedLab()
  beforeEach(() => served.start())
  afterEach(() => served.end())
  return served
}
