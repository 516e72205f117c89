import type { WebSocket, WebSocketServer } from 'ws'

const pingEveryMs = 30_000

/** Ends clients that did not answer the last ping. Returns the stopping. */
export function keepAlive(sockets: WebSocketServer): () => void {
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
