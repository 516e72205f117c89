import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as later } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { pack } from '../../../shared/contract/wire'
import { servedLab } from './testing/served-lab'

const served = servedLab()
const mebibyte = 1024 ** 2

const closed = (socket: WebSocket) =>
  new Promise<number>((resolve) => {
    // A server that hangs up in the middle of a sentence may be told as an error as well.
    socket.on('error', () => undefined)
    socket.on('close', resolve)
  })

/** The connection under a client's socket, to say what no WebSocket library would. */
const wireOf = (socket: WebSocket) => (socket as unknown as { _socket: Socket })._socket

/** Milliseconds in which half of the requests of somebody else are answered. */
async function medianAnswer(): Promise<number> {
  const times: number[] = []
  for (let asked = 0; asked < 21; asked++) {
    const started = performance.now()
    expect((await served.get('/')).status).toBe(200)
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[10] ?? NaN
}

describe('requests', () => {
  test('that are never finished hold nobody up, and are ended after ten seconds', async () => {
    const before = process.memoryUsage().rss
    const slow = await Promise.all(
      Array.from({ length: 100 }, () =>
        served.half(`GET / HTTP/1.1\r\nHost: ${served.host}\r\nX:`),
      ),
    )
    const silent: Socket[] = []
    while (silent.length < 900) {
      silent.push(...(await Promise.all(Array.from({ length: 100 }, () => served.half('')))))
    }
    const ends = [...slow, ...silent].map((socket) => {
      socket.on('error', () => undefined).resume()
      return once(socket, 'close')
    })
    // A byte now and then keeps none of them alive.
    const drip = setInterval(() => slow.forEach((socket) => socket.write('x')), 1_000)
    expect(await medianAnswer()).toBeLessThan(200)
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * mebibyte)
    const started = performance.now()
    await Promise.all(ends)
    clearInterval(drip)
    expect(performance.now() - started).toBeLessThan(14_000)
  })
  test('have no body: whoever announces one is refused before it is sent', async () => {
    const host = `Host: ${served.host}`
    const first = async (...lines: string[]) =>
      (await served.raw([...lines, '\r\n'].join('\r\n'))).split('\r\n')[0]
    const length = `Content-Length: ${300 * mebibyte}`
    expect(await first('GET / HTTP/1.1', host, length)).toContain(' 413 ')
    expect(await first('POST / HTTP/1.1', host, length)).toContain(' 415 ')
    expect(await first('GET / HTTP/1.1', host, 'Transfer-Encoding: chunked')).toContain(' 413 ')
  })
  test('more than a thousand connections are not kept', async () => {
    const attempts: Socket[] = []
    while (attempts.length < 1_100) {
      // Few at a time: the system queues a few hundred that nobody has taken yet.
      const some = await Promise.all(Array.from({ length: 100 }, () => served.half('')))
      // An end is heard of only by who reads.
      for (const each of some) each.resume()
      attempts.push(...some)
    }
    const gone = () => attempts.filter(({ destroyed }) => destroyed).length
    await vi.waitUntil(() => gone() >= 1_100 - 1_024, 8_000)
    expect(gone()).toBe(1_100 - 1_024)
    attempts.forEach((each) => each.destroy())
  })
})

describe('sockets', () => {
  test('are 32, and one more when one has left', async () => {
    const all = await Promise.all(Array.from({ length: 32 }, () => served.client()))
    await expect(served.client()).rejects.toThrow('refused 503')
    all[0]?.close()
    await vi.waitUntil(() => served.listening() === 31)
    expect(await served.dial(served.bearer)).toContain('"heard":true')
  })
  test('are never compressed, whatever a client offers', async () => {
    const client = await served.client({ perMessageDeflate: true })
    expect(client.extensions).toBe('')
    // A compressed frame all the same: the bit of the extension that was not agreed upon.
    const ended = closed(client)
    wireOf(client).write(Buffer.from([0xc2, 0x81, 0, 0, 0, 0, 0]))
    expect(await ended).toBe(1002)
  })
  test('take a frame as large as an import, and not a larger one, whole or in pieces', async () => {
    const large = await served.client()
    const frame = { id: 1, service: 'imports', verb: 'add', input: new Uint8Array(64 * mebibyte) }
    large.send(pack(frame))
    await once(large, 'message')
    const pieces = closed(large)
    const piece = new Uint8Array(8 * mebibyte)
    for (let sent = 0; sent < 9; sent++) large.send(piece, { fin: false })
    expect(await pieces).toBe(1009)
    expect(served.calls).toBe(1)
  })
  test('end at a fragment too many', async () => {
    const client = await served.client()
    const ended = closed(client)
    for (let sent = 0; sent < 20_000; sent++) client.send(Uint8Array.of(0), { fin: false })
    expect(await ended).toBe(1008)
  })
  test('end at an unmasked frame, and at junk', async () => {
    for (const junk of [Buffer.from([0x82, 1, 0]), randomBytes(512).fill(0xff, 0, 2)]) {
      const client = await served.client()
      const ended = closed(client)
      wireOf(client).write(junk)
      expect(await ended).toBe(1002)
    }
    expect(served.calls).toBe(0)
  })
  test('that answer no ping are ended after a minute', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      await served.end()
      await served.start()
      const deaf = await served.client({ autoPong: false })
      const alive = await served.client()
      const ended = closed(deaf)
      const pong = once(alive, 'ping')
      vi.advanceTimersByTime(30_000)
      await pong
      // By now the server has also heard the pong, which came before this.
      alive.send(pack({ id: 1, service: 'a', verb: 'b', input: {} }))
      await once(alive, 'message')
      expect(served.listening()).toBe(2)
      vi.advanceTimersByTime(30_000)
      expect(await ended).toBe(1006)
      expect(served.listening()).toBe(1)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a client that does not read', () => {
  const grown = async (act: () => Promise<void>) => {
    const before = process.memoryUsage()
    await act()
    const { rss, external, heapUsed } = process.memoryUsage()
    return Math.max(rss - before.rss, external - before.external + heapUsed - before.heapUsed)
  }
  test('is dropped after 4 MiB of events', async () => {
    const client = await served.client()
    client.pause()
    const payload = { studyId: 'x'.repeat(64 * 1024) }
    let told = 0
    const cost = await grown(async () => {
      while (served.listening() === 1) {
        served.tell('studyRemoved', payload)
        told += 1
        // The server hears of what was taken only between events.
        if (told % 16 === 0) await later(0)
        expect(told).toBeLessThan(1_000)
      }
    })
    // Beside the 4 MiB, the system's own buffers hold a few.
    expect(told * 64 * 1024).toBeLessThan(16 * mebibyte)
    expect(cost).toBeLessThan(64 * mebibyte)
    client.terminate()
  })
  test('is not dropped while a large answer is on its way', async () => {
    const client = await served.client()
    const bytes = new Uint8Array(48 * mebibyte)
    let isAnswered = false
    served.lab.call = async () => {
      // By the next turn of the loop the answer is on its way.
      setImmediate(() => (isAnswered = true))
      return { ok: true, result: bytes as never }
    }
    client.pause()
    client.send(pack({ id: 1, service: 'a', verb: 'b', input: {} }))
    await vi.waitUntil(() => isAnswered)
    served.tell('studyRemoved', { studyId: 'a' })
    client.resume()
    const sizes: number[] = []
    client.on('message', (data: Buffer) => sizes.push(data.length))
    await vi.waitUntil(() => sizes.length === 2, 20_000)
    expect(Math.max(...sizes)).toBeGreaterThan(48 * mebibyte)
  })
  test('and floods with pings is dropped', async () => {
    const client = await served.client()
    client.on('error', () => undefined).pause()
    const wire = wireOf(client)
    // A masked ping with the longest payload there is.
    const ping = Buffer.concat([Buffer.from([0x89, 0xfd, 0, 0, 0, 0]), Buffer.alloc(125)])
    const flood = Buffer.concat(Array.from({ length: 8_000 }, () => ping))
    let isOver = false
    wire.on('error', () => (isOver = true)).on('close', () => (isOver = true))
    const cost = await grown(async () => {
      while (!isOver && served.listening() === 1) {
        if (wire.write(flood)) continue
        const drained = once(wire, 'drain').catch(() => undefined)
        await Promise.race([drained, later(100)])
      }
    })
    expect(cost).toBeLessThan(64 * mebibyte)
    client.terminate()
  })
})
