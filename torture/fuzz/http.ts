import { mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { joined } from '../../src/main/services/exports/archive'
import { startLoopbackServer, type LoopbackServer } from '../../src/main/transport/loopback/server'
import { calls } from '../../src/shared/contract/calls'
import { errorCodes } from '../../src/shared/contract/errors'
import { pack, unpack, type ServerMessage } from '../../src/shared/contract/wire'
import type { Dice } from './dice'
import { fuzzer, type Case } from './harness'
import { junkJson, junkText } from './junk'
import { fillHistory, openLabOn } from './lab'
import { mutateBytes, mutateJson, mutateText } from './mutate'

/** What must not be told to anybody, whatever is asked for. */
const secret = 'a-secret-beside-the-page'

const paths = [
  '/',
  '/index.html',
  '/app.js',
  '/lab',
  '/../notes.secret',
  '/%2e%2e/notes.secret',
  '/..%5cnotes.secret',
  '//etc/passwd',
  '/%00',
  '/%',
  '/?token=wrong',
  'http://evil.example/',
  '*',
]

const headersOf = (dice: Dice, { port, token }: LoopbackServer): readonly string[] => [
  `Host: ${dice.percent(80) ? `127.0.0.1:${port}` : dice.pick([`localhost:${port}`, 'evil.example', '[::1]', ''])}`,
  ...dice.pick([
    [],
    [`Authorization: Bearer ${token}`],
    [`Cookie: cooldown-${port}=${token}; a=b`],
    [`Origin: http://127.0.0.1:${port}`],
    ['Origin: null', 'Content-Type: text/plain', 'Content-Length: 3'],
    ['Transfer-Encoding: chunked', 'Content-Length: 5'],
    [`X-A: ${'a'.repeat(20_000)}`],
    ['Range: bytes=0-1,2-3', 'Expect: 100-continue'],
    ['Upgrade: h2c', 'Connection: Upgrade'],
    ['Sec-WebSocket-Key: x', 'Upgrade: websocket', 'Connection: Upgrade'],
  ]),
]

/** A request line, headers and a body; then with faults. */
function requestText(dice: Dice, server: LoopbackServer): string {
  const method = dice.pick([
    'GET',
    'GET',
    'GET',
    'HEAD',
    'POST',
    'OPTIONS',
    'PUT',
    'TRACE',
    'CONNECT',
    'BREW',
  ])
  const path = dice.percent(80) ? dice.pick(paths) : `/${junkText(dice).slice(0, 9_000)}`
  const version = dice.percent(85) ? 'HTTP/1.1' : dice.pick(['HTTP/1.0', 'HTTP/2.0', 'HTTP/9'])
  const head = [`${method} ${path} ${version}`, ...headersOf(dice, server), 'Connection: close']
  const text = `${head.join('\r\n')}\r\n\r\n${dice.percent(30) ? junkText(dice) : ''}`
  return dice.percent(40) ? mutateText(dice, text) : text
}

/** The right beginning of a WebSocket, so that frames follow. */
const handshake = ({ port, token }: LoopbackServer) =>
  [
    'GET /lab HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    `Authorization: Bearer ${token}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    '\r\n',
  ].join('\r\n')

/** A client's frame, masked with zeros. */
function frame(opcode: number, payload: Uint8Array, final = true): Uint8Array {
  const head = [(final ? 0x80 : 0) | opcode]
  const { length } = payload
  if (length < 126) head.push(0x80 | length)
  else
    head.push(0x80 | 127, 0, 0, 0, 0, ...new Uint8Array(new Uint32Array([length]).buffer).reverse())
  return joined([Uint8Array.of(...head, 0, 0, 0, 0), payload])
}

const validRequest = (dice: Dice) => {
  const service = dice.pick([
    'settings',
    'studies',
    'runs',
    'machine',
    'schedules',
    'views',
    'imports',
  ] as const)
  const verb = dice.pick(Object.keys(calls[service]))
  return { id: dice.below(1_000), service, verb, input: {} }
}

/** A request as a frame holds it, right or with faults. */
function payload(dice: Dice): Uint8Array {
  const asked = dice.percent(20) ? junkJson(dice) : validRequest(dice)
  try {
    const packed = pack(dice.percent(60) ? mutateJson(dice, asked) : asked)
    return dice.percent(30) ? mutateBytes(dice, packed) : packed
  } catch {
    // Too deep to be packed by our own means: a hundred thousand lists, by hand.
    return new Uint8Array(100_000).fill(0x91)
  }
}

function frames(dice: Dice): Uint8Array {
  const made = dice.times(dice.between(1, 5), () =>
    frame(
      dice.pick([2, 2, 2, 2, 1, 0, 8, 9, 10, 3, 15]),
      dice.percent(70) ? payload(dice) : dice.bytes(dice.below(200)),
      dice.percent(85),
    ),
  )
  const all = joined(made)
  return dice.percent(40) ? mutateBytes(dice, all) : all
}

/** Sends bytes and gives all that comes back; we end, so the server need not wait for more. */
function exchange(port: number, bytes: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const answers: Buffer[] = []
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.end(bytes))
    socket.on('data', (data: Buffer) => answers.push(data))
    socket.on('close', () => resolve(Buffer.concat(answers)))
    // A server that refuses a request may close before it has read all of it.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
  })
}

/** What the server says on a WebSocket after its handshake: a message, or why it closes. */
function saidIn(answer: Buffer): string {
  const said = answer.subarray(answer.indexOf('\r\n\r\n') + 4)
  if (said[0] === 0x82) return 'accepted frames'
  if (said[0] !== 0x88) return 'accepted 101'
  return said.length < 4 ? 'closed' : `closed ${said.readUInt16BE(2)}`
}

const statuses = [
  200, 206, 303, 400, 401, 403, 404, 405, 408, 413, 414, 415, 417, 426, 431, 503, 101, 100,
]

/** The status of a raw answer; one of ours, and nothing in it that is not the page's. */
function judgeAnswer(answer: Buffer): string {
  const text = answer.toString('latin1')
  if (text.includes(secret) || text.includes('root:'))
    throw new Error('a file beside the page was told')
  if (answer.length === 0) return 'closed without an answer'
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])
  if (!statuses.includes(status)) throw new Error(`answered ${text.slice(0, 80)}`)
  if (/\bat .*\.(ts|js):\d/.test(text)) throw new Error('a stack was told')
  if (status === 101) return saidIn(answer)
  return status < 400 ? `accepted ${status}` : `status ${status}`
}

/** What comes of a message on an open, admitted WebSocket: a reply, or the code it is closed with. */
function ask({ port, token }: LoopbackServer, message: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/lab`, {
      headers: { authorization: `Bearer ${token}` },
    })
    socket.on('open', () => {
      socket.send(message)
    })
    socket.on('message', (data: Buffer) => {
      const told = unpack(data) as ServerMessage
      if (told.kind !== 'reply') return
      socket.terminate()
      if (told.reply.ok) return resolve('accepted')
      const { code, message: why } = told.reply.error
      if (code === 'internal' || !errorCodes.includes(code)) reject(new Error(why))
      else resolve(code)
    })
    socket.on('close', (code) => resolve(`closed ${code}`))
    socket.on('error', reject)
  })
}

type Doors = Readonly<
  Record<
    string,
    {
      readonly make: (dice: Dice) => Uint8Array
      readonly feed: (bytes: Uint8Array) => Promise<string>
    }
  >
>

function doorsOf(server: LoopbackServer): Doors {
  const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
  const raw = async (bytes: Uint8Array) => judgeAnswer(await exchange(server.port, bytes))
  return {
    request: { make: (dice) => latin(requestText(dice, server)), feed: raw },
    bytes: { make: (dice) => dice.bytes(dice.below(500)), feed: raw },
    handshake: { make: (dice) => latin(mutateText(dice, handshake(server))), feed: raw },
    frames: { make: (dice) => joined([latin(handshake(server)), frames(dice)]), feed: raw },
    message: { make: payload, feed: (bytes) => ask(server, bytes) },
  }
}

/** The page and the lab on 127.0.0.1, spoken to by anything. */
export const fuzzHttp = fuzzer({
  name: 'fuzz-http',
  promise: 'whatever comes over the network is answered by a status, a close code or a typed reply',
  short: 250,
  open: async (dataDir) => {
    await fillHistory(dataDir)
    const lab = await openLabOn(dataDir)
    const page = join(dataDir, 'page')
    await mkdir(page)
    await writeFile(join(page, 'index.html'), '<!doctype html>')
    await writeFile(join(page, 'app.js'), 'void 0')
    await writeFile(join(dataDir, 'notes.secret'), secret)
    const server = await startLoopbackServer({ lab, pageFolder: page, port: 0 })
    const doors = doorsOf(server)
    return {
      make: (dice): Case => {
        const what = dice.pick(Object.keys(doors))
        return { what, input: doors[what]?.make(dice) }
      },
      feed: async ({ what, input }) => {
        const outcome = await doors[what]?.feed(input as Uint8Array)
        return outcome ?? 'none'
      },
      close: async () => {
        await server.close()
        await lab.close()
      },
    }
  },
})
