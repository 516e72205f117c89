import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { unauthorizedClose } from '../../../shared/contract/channels'

/** Time for a browser to read why; it hangs up at once. */
const leavesWithinMs = 1_000
/** Nothing that a stranger says is listened to. */
const maxFrameBytes = 1_024

export interface Doorstep {
  /** Tells a client without the token so, and hangs up. */
  turnAway(incoming: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): void
}

/**
 * Where clients without the token end. A browser learns nothing from a refused handshake, so it is
 * completed and the refusal is a close code; but they take no place of those who are admitted.
 */
export function openDoorstep(refusal: () => Promise<void>): Doorstep {
  const strangers = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  })
  return {
    turnAway: (incoming, socket, head) => {
      strangers.handleUpgrade(incoming, socket, head, (client) => {
        // A bad frame closes the socket with its own code; there is nothing more to do.
        client.on('error', () => undefined)
        void refusal().then(() => {
          client.close(unauthorizedClose, 'token missing or wrong')
          setTimeout(() => client.terminate(), leavesWithinMs).unref()
        })
      })
    },
    close: () => {
      for (const client of strangers.clients) client.terminate()
      strangers.close()
    },
  }
}
