import type { IncomingMessage } from 'node:http'
import type { Guard } from './guard'

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

const isJson = ({ headers }: IncomingMessage) =>
  /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')

/**
 * The status with which a request is turned away before any route sees it, or null. Everything
 * that changes something goes over the WebSocket, so what is left here is reading the page.
 */
export function turnedAway(request: IncomingMessage, guard: Guard): number | null {
  // A target such as http://elsewhere/ would name another host than the Host header does.
  if (!request.url?.startsWith('/')) return 400
  if (!guard.knowsHost(request)) return 403
  if (request.method === 'GET' || request.method === 'HEAD') return hasBody(request) ? 413 : null
  // A preflight asks whether another origin may do something here. None may.
  if (request.method === 'OPTIONS' || !guard.knowsOrigin(request)) return 403
  return isJson(request) ? 405 : 415
}
