import { contentSecurityPolicy } from '../../../shared/contract/page'

/** On every answer, refusals and errors too; scripts, styles and sockets only from here. */
export const protectingHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/** An answer without content, as bytes for a connection that no route will see. */
export function bareAnswer(status: string): string {
  const headers = { ...protectingHeaders, Connection: 'close', 'Content-Length': '0' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`
}
