import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { LabError } from '../../../shared/contract/errors'
import { loadAssets, type Asset } from './assets'
import { turnedAway } from './gate'
import { Guard, newToken } from './guard'
import { bareAnswer, protectingHeaders } from './headers'
import { createPages } from './pages'
import { attachSockets, type SocketLab } from './sockets'

export interface LoopbackServer {
  readonly port: number
  readonly token: string
  /** The address to open, with its token. */
  readonly address: string
  close(): Promise<void>
}

export interface LoopbackParts {
  readonly lab: SocketLab
  /** Folder of the built page. */
  readonly pageFolder: string
  /** 0 takes any free port. */
  readonly port: number
}

const loopback = '127.0.0.1'

/** Slow and silent clients are ended in time; Node would look for them every 30 seconds only. */
const limits: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
}
/** A thousand idle connections hold some MB; more are closed as they come. */
const maxConnections = 1_024

/**
 * Serves the page and the lab on 127.0.0.1 only, behind a token made for this start.
 * Rejects with a LabError when the port is taken or may not be used.
 */
export async function startLoopbackServer(parts: LoopbackParts): Promise<LoopbackServer> {
  const assets = await loadAssets(parts.pageFolder)
  const token = newToken()
  const server = createServer(limits)
  server.maxConnections = maxConnections
  server.on('clientError', refuseMalformed)
  const port = await listen(server, parts.port)
  // The guard needs the port, which is known only now; nothing was read from any client yet.
  const guard = new Guard(port, token)
  server.on('request', answering(assets, guard))
  const closeSockets = attachSockets(parts.lab, server, guard)
  return {
    port,
    token,
    address: `http://${loopback}:${port}/?token=${token}`,
    close: () =>
      new Promise((resolve) => {
        closeSockets()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answering(assets: ReadonlyMap<string, Asset>, guard: Guard): RequestListener {
  const pages = createPages(assets, guard)
  const route = getRequestListener(pages.fetch, { overrideGlobalObjects: false })
  return (request, response) => {
    for (const [name, value] of Object.entries(protectingHeaders)) response.setHeader(name, value)
    const status = turnedAway(request, guard)
    if (status === null) {
      void route(request, response)
      return
    }
    // Whatever else was on its way over this connection is not read.
    response.writeHead(status, { Connection: 'close' }).end()
  }
}

/** What Node itself refuses: malformed requests, headers too long, and clients that take too long. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  // Destroyed as soon as that is sent: the other side may never close.
  socket.end(bareAnswer(status), () => socket.destroy())
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'another program uses it; choose another with --port, or 0 for any free one'
          : error.message
      reject(new LabError('bad-input', `Port ${port} cannot be used: ${why}.`, { cause: error }))
    })
    server.listen(port, loopback, () => resolve((server.address() as AddressInfo).port))
  })
}
