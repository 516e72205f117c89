import { Hono } from 'hono'
import type { HttpBindings } from '@hono/node-server'
import { contentSecurityPolicy } from '../../../shared/contract/page'
import type { Asset } from './assets'
import type { Guard } from './guard'

/** The same for every answer; scripts, styles and sockets only from here. */
const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/**
 * The built page over HTTP. Opening `/?token=...` moves the token into a cookie and out of the
 * address; the files themselves hold no data and need no token.
 */
export function createPages(assets: ReadonlyMap<string, Asset>, guard: Guard) {
  const pages = new Hono<{ Bindings: HttpBindings }>()
  pages.use(async (context, next) => {
    if (!guard.knowsHost(context.env.incoming)) return context.text('Forbidden', 403, headers)
    await next()
    for (const [name, value] of Object.entries(headers)) context.header(name, value)
    return
  })
  pages.get('/', async (context, next) => {
    const token = context.req.query('token')
    if (token === undefined) return next()
    if (!guard.acceptsToken(token)) return context.text('This token is not valid.', 401)
    context.header('Set-Cookie', guard.cookie())
    return context.redirect('/', 303)
  })
  pages.get('*', (context) => {
    const asset = assets.get(context.req.path)
    if (!asset) return context.notFound()
    return context.body(asset.bytes, 200, { 'Content-Type': asset.mediaType })
  })
  pages.all('*', (context) => context.text('Method not allowed', 405))
  return pages
}
