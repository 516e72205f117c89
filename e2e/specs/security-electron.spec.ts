import { lstat, readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test as base } from '../fixtures/app'
import { closeOrFail, launchElectron } from '../fixtures/electron'
import { outwardConnections } from '../fixtures/processes'
import { startStudy, studiesPage } from '../pages/studies-page'
import { studyPage } from '../pages/study-page'

interface Opened {
  readonly app: ElectronApplication
  readonly page: Page
}

/** Electron with the app in it, once its page is there. */
const test = base.extend<{ readonly opened: Opened }>({
  opened: async ({ dataDir }, use) => {
    const app = await launchElectron(dataDir)
    const page = await app.firstWindow()
    await expect(studiesPage(page).heading).toBeVisible()
    await use({ app, page })
    await closeOrFail(app)
  },
})

test('every protection of the window is on, by name', async ({ opened: { app } }) => {
  const found = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((each) => {
      const read = each as unknown as { getLastWebPreferences(): Record<string, unknown> }
      return read.getLastWebPreferences()
    }),
  )
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
  })
})

test('the bridge cannot be changed, and nothing that it gives leads to Electron', async ({
  opened: { page },
}) => {
  const found = await page.evaluate(async () => {
    const scope = globalThis as unknown as Record<string, Record<string, unknown>>
    const { lab, desktop } = scope as { lab: Record<string, unknown>; desktop: unknown }
    const before = lab['settings']
    const attempts = [
      () => (scope['lab'] = {}),
      () => (lab['settings'] = {}),
      () => ((before as Record<string, unknown>)['read'] = () => 'mine'),
      () => delete scope['lab'],
      () => Object.defineProperty(scope, 'lab', { value: {} }),
    ]
    for (const attempt of attempts) {
      try {
        attempt()
      } catch {
        // Refused with an error, which is as good as refused in silence.
      }
    }
    const strange: string[] = []
    const seen = new Set<unknown>()
    const walk = (value: unknown, path: string): void => {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return
      if (seen.has(value)) return
      seen.add(value)
      for (const key of Reflect.ownKeys(value)) {
        const name = `${path}.${String(key)}`
        if (/ipc|sender|invoke|port|require|process|binding/i.test(String(key))) strange.push(name)
        if (path.split('.').length < 6 && key !== 'caller' && key !== 'arguments')
          walk((value as Record<PropertyKey, unknown>)[key], name)
      }
    }
    walk(lab['runs'], 'runs')
    walk(lab['settings'], 'settings')
    walk(desktop, 'desktop')
    const heard: unknown[] = []
    const on = lab['on'] as (name: string, listener: (...all: unknown[]) => void) => () => void
    const stop = on('settingsChanged', (...all) => heard.push(...all))
    const { update } = lab['settings'] as { update: (change: object) => Promise<unknown> }
    const { read } = lab['settings'] as { read: (all: object) => Promise<unknown> }
    await update({ theme: 'dark' })
    const answer = await read({})
    await new Promise((resolve) => setTimeout(resolve))
    stop()
    return { answer, strange, heard, same: scope['lab']?.['settings'] !== undefined }
  })
  expect(found.answer).toMatchObject({ ok: true, result: { theme: 'dark' } })
  expect(found.strange).toEqual([])
  expect(found.heard).toHaveLength(1)
  expect(found.heard[0]).toMatchObject({ theme: 'dark' })
  expect(found.heard[0]).not.toHaveProperty('sender')
})

test('there are two handlers, and no other way to the main process', async ({
  opened: { app },
}) => {
  const found = await app.evaluate(({ ipcMain }) => {
    const inner = ipcMain as unknown as { _invokeHandlers: Map<string, unknown> }
    return { handlers: [...inner._invokeHandlers.keys()], listeners: ipcMain.eventNames() }
  })
  expect(found.handlers.sort()).toEqual(['desktop:menu', 'lab:call'])
  // 'error' is Electron's own, which keeps a stray message from ending the process.
  expect(found.listeners.filter((name) => !/^(ELECTRON|error$)/.test(String(name)))).toEqual([])
})

for (const url of ['app://cooldown/index.html', 'about:blank', 'data:text/html,<p>evil</p>']) {
  test(`a second window on ${url} is refused every call`, async ({ opened: { app, page } }) => {
    const menuBefore = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.length)
    const replies = await app.evaluate(async ({ app: electron, BrowserWindow }, address) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${electron.getAppPath()}/preload/index.cjs`,
          contextIsolation: true,
          sandbox: true,
        },
      })
      await window.loadURL(address)
      const script = `(async () => {
        const replies = {}
        for (const [service, verbs] of Object.entries(window.lab))
          if (typeof verbs === 'object')
            for (const [verb, call] of Object.entries(verbs))
              replies[service + '.' + verb] = await call({})
        await window.desktop.showCommands([{ id: 'x', title: 'evil', section: 'page' }])
        return replies
      })()`
      const told = (await window.webContents.executeJavaScript(script)) as Record<
        string,
        { ok: boolean; error?: { code: string } }
      >
      window.destroy()
      return told
    }, url)
    expect(Object.keys(replies).length).toBeGreaterThan(40)
    for (const [call, reply] of Object.entries(replies))
      expect([call, reply.ok, reply.error?.code]).toEqual([call, false, 'unauthorized'])
    const menu = await app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items ?? []
      return { length: items.length, labels: JSON.stringify(items.map(({ label }) => label)) }
    })
    expect(menu.length).toBe(menuBefore)
    expect(menu.labels).not.toContain('evil')
    await expect(studiesPage(page).empty).toBeVisible()
  })
}

test('frames within the page have no bridge', async ({ opened: { page } }) => {
  const found = await page.evaluate(async () => {
    const bridges: unknown[] = []
    for (const make of [
      () => undefined,
      (frame: HTMLIFrameElement) => frame.setAttribute('srcdoc', '<p>inner</p>'),
      (frame: HTMLIFrameElement) => (frame.src = 'about:blank'),
      (frame: HTMLIFrameElement) => (frame.src = 'app://cooldown/index.html'),
      (frame: HTMLIFrameElement) => (frame.src = 'data:text/html,<p>inner</p>'),
    ]) {
      const frame = document.createElement('iframe')
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
      make(frame)
      document.body.append(frame)
      await loaded
      try {
        const inner = frame.contentWindow as unknown as Record<string, unknown> | null
        bridges.push(inner?.['lab'] ?? null, inner?.['desktop'] ?? null, inner?.['require'] ?? null)
      } catch {
        // Of another origin, so out of the page's reach; the policy kept it from loading.
        bridges.push(null)
      }
      frame.remove()
    }
    return bridges.filter((each) => each !== null)
  })
  expect(found).toEqual([])
})

/** New windows are tried below: a debugger holds them up before their guard can hear of them. */
const ways: readonly ((url: string) => void)[] = [
  (url) => void (location.href = url),
  (url) => location.replace(url),
  (url) => {
    const link = Object.assign(document.createElement('a'), { href: url })
    document.body.append(link)
    link.click()
  },
  (url) => {
    const form = Object.assign(document.createElement('form'), { action: url, method: 'post' })
    document.body.append(form)
    form.submit()
  },
  (url) => {
    const meta = document.createElement('meta')
    meta.httpEquiv = 'refresh'
    meta.content = `0; url=${url}`
    document.head.append(meta)
  },
]

test('new windows and webviews are refused', async ({ opened: { app } }) => {
  const refused = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as NodeJS.EventEmitter
    return ['new-window', 'will-attach-webview'].filter((name) => {
      const asked = { isRefused: false, preventDefault: () => (asked.isRefused = true) }
      contents.emit(name, asked, 'https://example.com/')
      return asked.isRefused
    })
  })
  expect(refused).toEqual(['new-window', 'will-attach-webview'])
})

test('no address leads away from the page, opens a window or reaches the system', async ({
  opened: { app, page },
}) => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.end('evil')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  await app.evaluate(({ shell }) => {
    const calls: string[] = []
    Object.assign(globalThis, { handedOn: calls })
    const note = async (what: string) => {
      calls.push(what)
      return ''
    }
    Object.assign(shell, { openExternal: note, openPath: note })
  })
  const address = page.url().split('#')[0] ?? ''
  for (const url of [
    `http://127.0.0.1:${port}/`,
    'https://example.com/',
    'file:///etc/passwd',
    'smb://host/share',
    'data:text/html,evil',
    'app://cooldown.evil/index.html',
  ]) {
    for (const way of ways) {
      await page.evaluate(`setTimeout(() => (${way.toString()})(${JSON.stringify(url)}))`)
    }
  }
  await page.reload()
  await expect(studiesPage(page).heading).toBeVisible()
  expect(page.url().split('#')[0]).toBe(address)
  const seen = await app.evaluate(({ BrowserWindow }) => ({
    windows: BrowserWindow.getAllWindows().length,
    handedOn: (globalThis as unknown as { handedOn: string[] }).handedOn,
  }))
  expect(seen).toEqual({ windows: 1, handedOn: [] })
  const reached = await page.evaluate(async (own) => {
    const got: string[] = []
    for (const url of [
      `http://127.0.0.1:${own}/`,
      'https://127.0.0.1:1/',
      'ftp://127.0.0.1/',
      'file:///etc/passwd',
      'app://cooldown/..%2f..%2fpackage.json',
      'app://cooldown/../main/index.js',
      'app://cooldown.evil/index.html',
      'app://cooldown/nothing.js',
    ]) {
      const answer = await fetch(url).catch(() => null)
      if (answer?.ok) got.push(url)
    }
    const opened = await new Promise<boolean>((resolve) => {
      try {
        const socket = new WebSocket(`ws://127.0.0.1:${own}/`)
        socket.onopen = () => resolve(true)
        socket.onerror = () => resolve(false)
      } catch {
        resolve(false)
      }
    })
    return opened ? [...got, 'ws'] : got
  }, port)
  // Once more without the page's policy, so that the session alone is left to refuse.
  const unguarded = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false })
    const loaded = await window.loadURL(url).then(
      () => true,
      () => false,
    )
    window.destroy()
    return loaded
  }, `http://127.0.0.1:${port}/`)
  server.close()
  expect({ reached, unguarded, asked }).toEqual({ reached: [], unguarded: false, asked: 0 })
})

test('nothing is saved without asking: no download is given a place', async ({
  opened: { app },
}) => {
  const saves = await app.evaluate(({ session }) =>
    session.defaultSession.listenerCount('will-download'),
  )
  expect(saves).toBe(0)
})

test('a session connects to nothing outside, and leaves only files of its owner', async ({
  opened: { app, page },
  dataDir,
}) => {
  const pid = app.process().pid ?? 0
  const outward = new Set<string>()
  const study = { isOver: false }
  const sampling = (async () => {
    while (!study.isOver) {
      for (const each of await outwardConnections(pid)) outward.add(each)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  await startStudy(page, { epochs: 2, trials: ['Exponential'] })
  await expect(studyPage(page).state('Exponential', 'Completed')).toBeVisible()
  study.isOver = true
  await sampling
  expect([...outward]).toEqual([])

  const open: string[] = []
  // What Chromium keeps for itself lies in a folder that nobody else can enter.
  for (const name of await readdir(dataDir)) {
    const { mode } = await lstat(join(dataDir, name))
    if ((mode & 0o077) !== 0 && name !== 'browser')
      open.push(`${name} ${(mode & 0o777).toString(8)}`)
  }
  expect(open).toEqual([])
  expect((await lstat(dataDir)).mode & 0o777).toBe(0o700)
})
