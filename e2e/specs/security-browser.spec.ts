import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AppUnderTest } from '../fixtures/app-under-test'
import { expect, test } from '../fixtures/app'
import { studiesPage } from '../pages/studies-page'

const inPage = (app: AppUnderTest) => expect(studiesPage(app.page).heading).toBeVisible()

test('a page on another port of this machine reads, writes and opens nothing', async ({
  openApp,
}) => {
  const app = await openApp()
  await inPage(app)
  const address = new URL(app.page.url())
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>evil</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  try {
    // The same browser, so that its cookies are at hand; another port is still the same site.
    const evil = await app.page.context().newPage()
    await evil.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const got = await evil.evaluate(async (origin) => {
      const done = (asked: Promise<unknown>) =>
        asked.then(
          () => true,
          () => false,
        )
      const opens = (url: string) =>
        new Promise<boolean>((resolve) => {
          const socket = new WebSocket(url)
          socket.onopen = () => resolve(true)
          socket.onerror = () => resolve(false)
        })
      const json = { 'Content-Type': 'application/json' }
      return {
        read: await done(fetch(origin, { credentials: 'include' })),
        blind: await fetch(origin, { mode: 'no-cors', credentials: 'include' }).then(
          () => true,
          () => false,
        ),
        written: await done(fetch(origin, { method: 'POST', headers: json, body: '{}' })),
        socket: await opens(`${origin.replace('http', 'ws')}/lab`),
      }
    }, address.origin)
    expect(got).toEqual({ read: false, blind: false, written: false, socket: false })
  } finally {
    server.close()
  }
})
test('a name that was rebound to this machine is refused', async ({ openApp }) => {
  const app = await openApp()
  await inPage(app)
  const { port } = new URL(app.page.url())
  // Chromium resolves every name below localhost to this machine, as a rebound one would be.
  const rebound = await app.page.context().newPage()
  const heard = rebound.waitForEvent('response')
  // A refusal has no content, which Chromium takes for a page that could not be had.
  await rebound.goto(`http://rebound.localhost:${port}/`).catch(() => undefined)
  const answer = await heard
  expect([answer.status(), answer.headers()['content-length'] ?? '0']).toEqual([403, '0'])
})

test('the token leaves the address at once, and reaches neither the page nor its storage', async ({
  openApp,
}) => {
  const app = await openApp()
  await inPage(app)
  expect(app.page.url()).not.toContain('token')
  const cookies = await app.page.context().cookies()
  expect(cookies).toHaveLength(1)
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  const token = cookies[0]?.value ?? ''
  expect(token).toHaveLength(43)
  const seen = await app.page.evaluate(() =>
    [
      document.cookie,
      document.referrer,
      document.documentElement.outerHTML,
      JSON.stringify([localStorage, sessionStorage]),
      JSON.stringify(performance.getEntriesByType('resource')),
    ].join('\n'),
  )
  expect(seen).not.toContain(token)
})
