import { socketPath } from '../../../shared/contract/channels'
import type { Connection } from './connection'
import { connectSocket } from './socket'
import { connectWindow } from './window-bridge'

export { connectionKey, type Connection, type ConnectionState } from './connection'

/** The lab of this window, or of the server that served this page. */
export function openConnection(window: Window): Connection {
  if (window.lab) return connectWindow(window.lab)
  const { protocol, host } = window.location
  return connectSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}${socketPath}`)
}
