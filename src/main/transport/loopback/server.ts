import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { LabError } from '../../../shared/contract/errors'
import { loadAssets } from './assets'
import { Guard, newToken } from './guard'
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
const headersWithinMs = 10_000
const requestWithinMs = 30_000

/**
 * Serves the page and the lab on 127.0.0.1 only, behind a token made for this start.
 * Rejects with a LabError when the port is taken or may not be used.
 */
export async function startLoopbackServer(parts: LoopbackParts): Promise<LoopbackServer> {
  const assets = await loadAssets(parts.pageFolder)
  const token = newToken()
  const server = createServer({ headersTimeout: headersWithinMs, requestTimeout: requestWithinMs })
  // The guard needs the port; no request can come in between its being known and these lines.
  const port = await listen(server, parts.port)
  const guard = new Guard(port, token)
  const pages = createPages(assets, guard)
  const listener = getRequestListener((request, env) => pages.fetch(request, env))
  server.on('request', (incoming, outgoing) => void listener(incoming, outgoing))
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
