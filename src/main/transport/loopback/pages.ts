import { Hono } from 'hono'
import type { HttpBindings } from '@hono/node-server'
import type { Asset } from './assets'
import type { Guard } from './guard'

/**
 * The built page over HTTP. Opening `/?token=...` moves the token into a cookie and out of the
 * address; the files themselves hold no data and need no token.
 */
export function createPages(assets: ReadonlyMap<string, Asset>, guard: Guard) {
  const pages = new Hono<{ Bindings: HttpBindings }>()
  pages.get('/', async (context, next) => {
    const token = context.req.query('token')
    if (token === undefined) return next()
    if (!guard.acceptsToken(token)) {
      await guard.refusal()
      return context.text('This token is not valid.', 401)
    }
    context.header('Set-Cookie', guard.cookie())
    return context.redirect('/', 303)
  })
  pages.get('*', (context) => {
    const asset = assets.get(context.req.path)
    if (!asset) return context.notFound()
    return context.body(asset.bytes, 200, { 'Content-Type': asset.mediaType })
  })
  return pages
}
