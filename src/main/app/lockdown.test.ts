import { beforeEach, expect, test, vi } from 'vitest'

type Handler = (...args: unknown[]) => unknown
const told = vi.hoisted(() => new Map<string, Handler>())
const hears = vi.hoisted(() => (name: string) => (handler: Handler) => told.set(name, handler))

/** Electron's names for what is decided here; that it asks is tried in Electron itself. */
vi.mock('electron', () => ({
  app: { on: (name: string, handler: Handler) => told.set(name, handler) },
  session: {
    defaultSession: {
      setPermissionRequestHandler: hears('request'),
      setPermissionCheckHandler: hears('check'),
      setDevicePermissionHandler: hears('device'),
      webRequest: { onBeforeRequest: hears('load') },
    },
  },
}))

const { lockDown } = await import('./lockdown')
const ask = (name: string, ...args: unknown[]) => told.get(name)?.(...args)

beforeEach(() => {
  told.clear()
  lockDown()
  const on = (name: string, handler: Handler) => told.set(name, handler)
  ask('web-contents-created', {}, { on, setWindowOpenHandler: hears('window') })
})

test('no permission, no device', () => {
  const answer = vi.fn()
  ask('request', {}, 'media', answer)
  expect(answer).toHaveBeenCalledWith(false)
  expect(ask('check', {}, 'clipboard-read')).toBe(false)
  expect(ask('device', { deviceType: 'usb' })).toBe(false)
})

test.each(['http://127.0.0.1/', 'https://a.example/', 'ws://a/', 'ftp://a/', 'file:///etc/passwd'])(
  'nothing is loaded from %s',
  (url) => {
    const answer = vi.fn()
    ask('load', { url }, answer)
    expect(answer).toHaveBeenCalledWith({ cancel: true })
  },
)

test('no new window, no webview', () => {
  const preventDefault = vi.fn()
  ask('will-attach-webview', { preventDefault })
  expect(preventDefault).toHaveBeenCalled()
  expect(ask('window', { url: 'app://cooldown/index.html' })).toEqual({ action: 'deny' })
})

test.each(['will-frame-navigate', 'will-redirect'])('%s: within the page only', (event) => {
  const leaves = (url: string) => {
    const preventDefault = vi.fn()
    ask(event, { url, preventDefault })
    return preventDefault.mock.calls.length === 0
  }
  expect(leaves('app://cooldown/index.html')).toBe(true)
  for (const url of ['https://a.example/', 'file:///x', 'app://cooldown.evil/', 'about:blank']) {
    expect(leaves(url), url).toBe(false)
  }
})
