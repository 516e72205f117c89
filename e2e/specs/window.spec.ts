import { expect, test } from '../fixtures/app'

test('the page has no Node', async ({ openApp }) => {
  const { page } = await openApp()
  const found = await page.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
  }))
  expect(found).toEqual({ require: 'undefined', process: 'undefined' })
})

test('inline scripts do not run', async ({ openApp }) => {
  const { page } = await openApp()
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.body.append(script)
    return 'ran' in window
  })
  expect(ran).toBe(false)
})

test('both themes, and the machine page says what trains', async ({ openApp }) => {
  const { page } = await openApp()
  await page.getByRole('link', { name: 'Machine' }).click()
  await expect(page.getByRole('heading', { name: 'Machine', level: 1 })).toBeVisible()
  await expect(page.getByText('2.21.0').first()).toBeVisible()
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const choose = (theme: string) => page.getByText(theme, { exact: true }).click()
  await choose('Light')
  const light = await background()
  await choose('Dark')
  await expect.poll(background).not.toBe(light)
  await page.reload()
  await expect.poll(background).not.toBe(light)
})
