import type { WebSocket } from 'ws'
import { pack, type ServerMessage } from '../../../shared/contract/wire'

/** Events queue up only where a client does not read; after this much it is dropped. */
const maxEventBytes = 4 * 1024 ** 2
/** Replies were asked for and may be large, but nobody asks for more while this much is unread. */
const maxUnreadBytes = 64 * 1024 ** 2

/** What is sent to one client. A client that does not read is dropped before it costs memory. */
export class Outbox {
  private eventBytes = 0

  constructor(private readonly socket: WebSocket) {}

  reply(message: Extract<ServerMessage, { kind: 'reply' }>): void {
    if (this.socket.bufferedAmount > maxUnreadBytes) this.socket.terminate()
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(pack(message))
  }

  event(message: Extract<ServerMessage, { kind: 'event' }>): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (this.eventBytes > maxEventBytes) {
      this.socket.terminate()
      return
    }
    const frame = pack(message)
    this.eventBytes += frame.length
    // Called when the frame was handed to the system, or never will be.
    this.socket.send(frame, () => {
      this.eventBytes -= frame.length
    })
  }
}
