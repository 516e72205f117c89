import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/app'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' })

/** Finds something by the palette and opens it; the keyboard alone. */
async function open(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+K')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.type(words)
  await expect(palette(page).getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeHidden()
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })

test('by keyboard alone: the tour to a running study, every page, a menu', async ({ openApp }) => {
  const first = await openApp()
  const { page } = first
  await expect(page.getByText('New here?')).toBeVisible()
  await open(page, 'tour')
  const tour = page.getByRole('dialog', { name: 'Tour' })
  for (const stop of ['Studies', 'Schedules', 'The designer', 'Comparison', 'Now a small study']) {
    await expect(tour.getByRole('heading', { name: stop })).toBeVisible()
    // The next stop's button has the focus once the stop is there.
    await expect(tour.getByRole('button', { name: /Next|Run it/ })).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await expect(tour.getByRole('heading', { name: 'It is running' })).toBeVisible()
  await expect(heading(page, 'First steps')).toBeVisible()
  await expect(tour.getByRole('button', { name: 'Done' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-status="completed"]')).toHaveCount(2)
  await expect(page).toHaveTitle('Cooldown')

  await open(page, 'go machine')
  await expect(heading(page, 'Machine')).toBeVisible()
  await open(page, 'glossary nesterov')
  await expect(page.getByText('Momentum that looks ahead')).toBeVisible()
  await open(page, 'exponential first steps')
  await expect(heading(page, 'Exponential')).toBeVisible()
  await page.keyboard.press('u')
  await expect(heading(page, 'First steps')).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Pause all')
  await page.keyboard.press('Escape')

  await open(page, 'go studies')
  await page.getByRole('row').getByRole('link', { name: 'First steps' }).focus()
  // The key's menu opens where the link is, which may still be scrolling into sight.
  const menu = page.getByRole('menu', { name: /First steps/ })
  await expect(async () => {
    await page.keyboard.press('Shift+F10')
    await expect(menu).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(heading(page, 'First steps')).toBeVisible()

  await first.close()
  const { page: again } = await openApp()
  await expect(heading(again, 'Studies')).toBeVisible()
  await expect(again.getByText('New here?')).toBeHidden()
})

test('a file that is dropped on the window is opened as what it is', async ({ openApp }) => {
  const { page } = await openApp()
  await expect(heading(page, 'Studies')).toBeVisible()
  const drag = async (event: 'dragover' | 'drop') =>
    page.evaluate((name) => {
      const dataTransfer = new DataTransfer()
      const text = '{"kind":"step","initial":0.3,"factor":0.5,"every":10}'
      dataTransfer.items.add(new File([text], 'mine.json', { type: 'application/json' }))
      const options = { bubbles: true, cancelable: true, dataTransfer }
      document.body.dispatchEvent(new DragEvent(name, options))
    }, event)
  await drag('dragover')
  await expect(page.getByText('what is in it decides')).toBeVisible()
  await drag('drop')
  await expect(page.getByText('mine.json was read as: Step.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Initial rate' })).toHaveValue('0.3')
})
