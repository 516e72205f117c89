import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { EventName, Reply } from '../../../shared/contract/api'
import { events } from '../../../shared/contract/calls'
import { socketPath } from '../../../shared/contract/channels'
import { importLimits } from '../../../shared/domain/compare/imports'
import type { UntrustedCall } from '../../../shared/contract/dispatch'
import { request, unpack } from '../../../shared/contract/wire'
import { openDoorstep } from './doorstep'
import type { Guard } from './guard'
import { bareAnswer } from './headers'
import { keepAlive } from './keep-alive'
import { Outbox } from './outbox'

export interface SocketLab {
  call(untrusted: UntrustedCall): Promise<Reply>
  on(name: EventName, listener: (payload: unknown) => void): () => void
}

/**
 * The largest calls bring files from elsewhere, whole and in one frame; nothing larger is read.
 * `ws` itself takes at most 16,384 fragments, and leaves at most 60 pings unanswered.
 */
const maxFrameBytes = importLimits.bytes + 1024 ** 2
const maxSockets = 32
const badFrameClose = 1003
const protocolError = 1002

/** Sockets give whole messages as one Buffer unless they are told otherwise. */
const bytesOf = (data: RawData) => new Uint8Array(data as Buffer)

/** Answers the requests of one admitted client and tells it every event. */
function serveClient(lab: SocketLab, socket: WebSocket): void {
  // A bad frame closes the socket with its own code; there is nothing more to do.
  socket.on('error', () => undefined)
  const outbox = new Outbox(socket)
  socket.on('message', (data, isBinary) => {
    if (!isBinary) return socket.close(badFrameClose, 'binary frames only')
    const asked = readRequest(bytesOf(data))
    if (!asked) return socket.close(protocolError, 'not a request')
    void lab.call(asked).then((reply) => outbox.reply({ kind: 'reply', id: asked.id, reply }))
  })
  const silence = (Object.keys(events) as EventName[]).map((name) =>
    lab.on(name, (payload) => outbox.event({ kind: 'event', name, payload })),
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
  const doorstep = openDoorstep(() => guard.refusal())
  const statusFor = (incoming: IncomingMessage): string | null => {
    if (!guard.knowsHost(incoming) || !guard.knowsOrigin(incoming)) return '403 Forbidden'
    if (incoming.url !== socketPath) return '404 Not Found'
    return sockets.clients.size >= maxSockets ? '503 Service Unavailable' : null
  }
  const admit = (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until a WebSocket is made of it nobody else hears of a connection that breaks.
    socket.on('error', () => undefined)
    const status = statusFor(incoming)
    if (status !== null) socket.end(bareAnswer(status), () => socket.destroy())
    else if (!guard.admits(incoming)) doorstep.turnAway(incoming, socket, head)
    else sockets.handleUpgrade(incoming, socket, head, (client) => serveClient(lab, client))
  }
  server.on('upgrade', admit)
  const stopPings = keepAlive(sockets)
  return () => {
    stopPings()
    doorstep.close()
    for (const client of sockets.clients) client.terminate()
    sockets.close()
  }
}
