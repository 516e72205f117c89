import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../fixtures/app'

test('the window leaves nowhere and reaches neither files nor network', async ({ openApp }) => {
  const { page } = await openApp()
  const address = page.url()
  expect(address).toMatch(/^app:\/\/cooldown\//)
  const found = await page.evaluate(async () => {
    const reached = (url: string) =>
      fetch(url).then(
        () => true,
        () => false,
      )
    return {
      file: await reached('file:///etc/passwd'),
      network: await reached('http://127.0.0.1:9/'),
      outside: await reached('app://cooldown/..%2f..%2fpackage.json'),
    }
  })
  expect(found).toEqual({ file: false, network: false, outside: false })
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await expect(page.getByRole('heading', { name: 'Studies', level: 1 })).toBeVisible()
  expect(page.url()).toContain(address)
})

test('the bridge shows the declared calls and nothing of Electron', async ({ openApp }) => {
  const { page } = await openApp()
  const keys = await page.evaluate(() => {
    const bridge = (globalThis as unknown as { lab: Record<string, object> }).lab
    return Object.fromEntries(
      Object.entries(bridge).map(([name, value]) => [
        name,
        typeof value === 'function' ? 'function' : Object.keys(value).sort(),
      ]),
    )
  })
  expect(Object.keys(keys).sort()).toEqual([
    'bundles',
    'exports',
    'imports',
    'machine',
    'on',
    'runs',
    'schedules',
    'settings',
    'studies',
    'views',
  ])
  expect(keys.settings).toEqual(['read', 'update'])
  expect(keys.on).toBe('function')
})

test('the window opens as it was left, where it can be seen', async ({ openApp, dataDir }) => {
  const first = await openApp()
  await expect(first.page.getByRole('heading', { name: 'Studies', level: 1 })).toBeVisible()
  await first.close()
  const file = join(dataDir, 'window.json')
  const left = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  expect(left).toMatchObject({ maximized: false, fullScreen: false, zoomLevel: 0 })
  // On a screen that is gone, zoomed in.
  const gone = { ...left, x: 90_000, y: 90_000, width: 1010, height: 640, zoomLevel: 1 }
  await writeFile(file, JSON.stringify(gone))
  const { page } = await openApp()
  await expect(page.getByRole('heading', { name: 'Studies', level: 1 })).toBeVisible()
  const seen = () =>
    page.evaluate(() => ({
      width: outerWidth,
      height: outerHeight,
      isOnScreen: screenX < screen.width && screenY < screen.height,
      isZoomed: innerWidth < outerWidth / 1.1,
    }))
  await expect.poll(seen).toEqual({ width: 1010, height: 640, isOnScreen: true, isZoomed: true })
})

test('of its window the page may ask for a menu, and nothing else', async ({ openApp }) => {
  const { page } = await openApp()
  await expect(page.getByRole('heading', { name: 'Studies', level: 1 })).toBeVisible()
  const keys = await page.evaluate(() =>
    Object.keys((globalThis as unknown as { desktop: object }).desktop).sort(),
  )
  expect(keys).toEqual(['on', 'showCommands'])
})
