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
