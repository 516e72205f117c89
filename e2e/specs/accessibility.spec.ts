import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { expect, test } from '../fixtures/app'
import { comparePage } from '../pages/compare-page'
import { designerPage } from '../pages/designer-page'
import { startStudy } from '../pages/studies-page'
import { studyEditorPage } from '../pages/study-editor-page'
import { studyPage } from '../pages/study-page'

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/** What breaks WCAG 2.1 A and AA on the page as it stands, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(source, 'utf8'))
  const found = await page.evaluate((tags) => {
    const { axe } = globalThis as unknown as { axe: { run: (o: object) => Promise<AxeResults> } }
    return axe.run({ runOnly: tags })
  }, rules)
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`,
  )
}

const compareTabs = [
  'Curves',
  'Differences',
  'Recipes',
  'Parallel',
  'Scatter',
  'Findings',
  'Classes',
]
const sequence = { name: 'Sequence', exact: true }

for (const theme of ['light', 'dark'] as const) {
  test(`every screen meets WCAG 2.1 AA in the ${theme} theme`, async ({ openApp }) => {
    const { page } = await openApp()
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    // The page hears of the change with its next frame; half-changed colours would be measured.
    await expect(page.locator('html')).toHaveClass(theme === 'dark' ? 'dark' : '')
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
    expect(await violations(page)).toEqual([])
    await startStudy(page, { epochs: 1, trials: ['Exponential', 'Linear'] })
    await expect(studyPage(page).state('Exponential', 'Completed')).toBeVisible()
    await expect(studyPage(page).state('Linear', 'Completed')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await studyPage(page).run('Exponential').click()
    await expect(page.getByRole('heading', { name: 'Recipe' })).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.getByRole('link', { name: 'Compare', exact: true }).click()
    const compare = comparePage(page)
    await expect(compare.notes('Validation loss')).toBeVisible()
    await compare.showTable('Validation loss').click()
    for (const tab of compareTabs) {
      await compare.tab(tab).click()
      await expect(compare.tab(tab)).toHaveAttribute('aria-selected', 'true')
      expect(await violations(page), tab).toEqual([])
    }
    await page.getByRole('link', { name: 'Studies', exact: true }).click()
    await page.getByRole('button', { name: 'New study', exact: true }).click()
    await expect(studyEditorPage(page).totals).toBeVisible()
    expect(await violations(page), 'study editor').toEqual([])
    await studyEditorPage(page).vary.click()
    await expect(studyEditorPage(page).values(1)).toBeVisible()
    expect(await violations(page), 'vary').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Schedules', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Composition' })).toBeVisible()
    expect(await violations(page)).toEqual([])
    // The gallery draws its sketches as they come into sight; a click in between can be lost.
    const edit = designerPage(page).view('Edit')
    await expect(async () => {
      if (!(await edit.isVisible())) await page.getByRole('link', sequence).click()
      await expect(edit).toBeVisible({ timeout: 10_000 })
    }).toPass()
    for (const view of ['Edit', 'Draw', 'Compare', 'Dialects', 'Code'] as const) {
      await designerPage(page).view(view).click()
      await expect(page.getByRole('radio', { name: view, exact: true })).toBeChecked()
      expect(await violations(page), view).toEqual([])
    }
    await page.keyboard.press('Control+K')
    await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
    expect(await violations(page), 'palette').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Help' }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    expect(await violations(page), 'menu').toEqual([])
    await page.getByRole('menuitem', { name: 'Open the glossary' }).click()
    await expect(page.getByRole('heading', { name: 'Glossary', level: 1 })).toBeVisible()
    expect(await violations(page), 'glossary').toEqual([])
    await page.getByRole('link', { name: 'Machine' }).click()
    await expect(page.getByRole('heading', { name: 'Machine', level: 1 })).toBeVisible()
    expect(await violations(page)).toEqual([])
  })
}
