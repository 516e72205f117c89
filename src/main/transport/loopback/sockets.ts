import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { EventName, Reply } from '../../../shared/contract/api'
import { events } from '../../../shared/contract/calls'
import { socketPath, unauthorizedClose } from '../../../shared/contract/channels'
import { importLimits } from '../../../shared/domain/compare/imports'
import type { UntrustedCall } from '../../../shared/contract/dispatch'
import { pack, request, unpack, type ServerMessage } from '../../../shared/contract/wire'
import type { Guard } from './guard'

export interface SocketLab {
  call(untrusted: UntrustedCall): Promise<Reply>
  on(name: EventName, listener: (payload: unknown) => void): () => void
}

/** The largest calls bring files from elsewhere; nothing larger is read. */
const maxFrameBytes = importLimits.bytes + 1024 ** 2
const maxSockets = 32
/** A client that does not read is dropped before its backlog grows past this. */
const maxBacklogBytes = 64 * 1024 ** 2
const pingEveryMs = 30_000
const badFrameClose = 1003
const protocolError = 1002

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Sockets give whole messages as one Buffer unless they are told otherwise. */
const bytesOf = (data: RawData) => new Uint8Array(data as Buffer)

function send(socket: WebSocket, message: ServerMessage): void {
  if (socket.bufferedAmount > maxBacklogBytes) return socket.terminate()
  if (socket.readyState === socket.OPEN) socket.send(pack(message))
}

/** Answers the requests of one admitted client and tells it every event. */
function serveClient(lab: SocketLab, socket: WebSocket): void {
  socket.on('message', (data, isBinary) => {
    if (!isBinary) return socket.close(badFrameClose, 'binary frames only')
    const asked = readRequest(bytesOf(data))
    if (!asked) return socket.close(protocolError, 'not a request')
    void lab.call(asked).then((reply) => send(socket, { kind: 'reply', id: asked.id, reply }))
  })
  const silence = (Object.keys(events) as EventName[]).map((name) =>
    lab.on(name, (payload) => send(socket, { kind: 'event', name, payload })),
  )
  socket.on('close', () => {
    for (const stop of silence) stop()
  })
}

function readRequest(frame: Uint8Array) {
  try {
    return request.parse(unpack(frame))
  } catch {
    // Whatever it was, it was not one of our requests; the caller closes the socket.
    return null
  }
}

/** Takes WebSockets on the server's `/lab`. Returns the closing. */
export function attachSockets(lab: SocketLab, server: Server, guard: Guard): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  })
  const admit = (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!guard.knowsHost(incoming) || !guard.knowsOrigin(incoming)) {
      refuse(socket, '403 Forbidden')
      return
    }
    if (incoming.url !== socketPath) {
      refuse(socket, '404 Not Found')
      return
    }
    if (sockets.clients.size >= maxSockets) {
      refuse(socket, '503 Service Unavailable')
      return
    }
    sockets.handleUpgrade(incoming, socket, head, (client) => {
      // A bad frame closes the socket with its own code; there is nothing more to do.
      client.on('error', () => undefined)
      // A browser learns nothing from a refused handshake, so the refusal is a close code.
      if (guard.admits(incoming)) serveClient(lab, client)
      else client.close(unauthorizedClose, 'token missing or wrong')
    })
  }
  server.on('upgrade', admit)
  const stopPings = keepAlive(sockets)
  return () => {
    stopPings()
    for (const client of sockets.clients) client.terminate()
    sockets.close()
  }
}

/** Ends clients that did not answer the last ping. */
function keepAlive(sockets: WebSocketServer): () => void {
  const silent = new WeakSet<WebSocket>()
  const timer = setInterval(() => {
    for (const client of sockets.clients) {
      if (silent.has(client)) {
        client.terminate()
        continue
      }
      silent.add(client)
      client.once('pong', () => silent.delete(client))
      client.ping()
    }
  }, pingEveryMs)
  timer.unref()
  return () => {
    clearInterval(timer)
  }
}
