import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Patience } from './patience'

/** A fresh secret for one start of the server: 32 random bytes. */
export const newToken = () => randomBytes(32).toString('base64url')

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares in constant time, whatever the lengths. */
export const sameToken = (given: string, expected: string) =>
  timingSafeEqual(digest(given), digest(expected))

/** Cookies are shared by all ports of a host, so the name carries the port. */
export const cookieName = (port: number) => `cooldown-${port}`

/** Who may talk to the server on `port`: exact Host and Origin values, one token. */
export class Guard {
  private readonly hosts: readonly string[]
  private readonly patience = new Patience()

  constructor(
    private readonly port: number,
    private readonly token: string,
  ) {
    this.hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  }

  /**
   * The request's one Host header names this server; DNS rebinding brings another name. HTTP/1.0
   * has no such header by right, and nothing that a person uses speaks it.
   */
  knowsHost(request: Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'httpVersion'>): boolean {
    if (request.httpVersion !== '1.1') return false
    const names = request.rawHeaders.filter((_, index) => index % 2 === 0)
    const sent = names.filter((name) => name.toLowerCase() === 'host').length
    return sent === 1 && this.hosts.some((host) => host === request.headers.host)
  }

  /** A browser's WebSocket comes from our own page; programs send no Origin. */
  knowsOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
    const { origin, host } = headers
    return (
      origin === undefined || this.hosts.some((own) => own === host && origin === `http://${own}`)
    )
  }

  acceptsToken(given: string): boolean {
    return sameToken(given, this.token)
  }

  /** To be awaited before a wrong token is refused: trying many of them takes long. */
  refusal(): Promise<void> {
    return this.patience.refusal()
  }

  /** The token came with the request: as a cookie from the page, as a bearer from a program. */
  admits({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
    const cookie = (headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .find((pair) => pair.startsWith(`${cookieName(this.port)}=`))
      ?.slice(cookieName(this.port).length + 1)
    return [bearer, cookie].some((given) => given !== undefined && this.acceptsToken(given))
  }

  /** Value of Set-Cookie that keeps the token in the browser, out of the page's reach. */
  cookie(): string {
    return `${cookieName(this.port)}=${this.token}; Path=/; HttpOnly; SameSite=Strict`
  }
}
