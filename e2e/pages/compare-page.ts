import type { Locator, Page } from '@playwright/test'

/** The runs of any study beside each other: the table, how curves are drawn, views, files. */
export const comparePage = (page: Page) => ({
  counts: page.getByRole('status').filter({ hasText: /runs?, .* drawn/ }),
  tab: (name: string) => page.getByRole('tab', { name, exact: true }),
  groupBy: page.getByLabel('Group by'),
  band: page.getByLabel('Band', { exact: true }),
  /** How the chart of the metric is drawn, as its footnote says. */
  notes: (title: string) => panel(page, title).getByLabel('How it is drawn'),
  showTable: (title: string) =>
    page.getByRole('button', { name: `${title}: show the table behind the chart` }),
  lines: (title: string) =>
    page.getByRole('region', { name: `${title}: the lines as a table` }).locator('tbody tr'),
  saveAs: async (title: string, format: RegExp) => {
    await page.getByRole('button', { name: `Save ${title} …` }).click()
    await page.getByRole('menuitem', { name: format }).click()
  },
  differences: page.getByRole('region', { name: 'Differences, a row for each group' }),
  views: page.locator('summary[aria-label^="Views"]'),
  saveView: async (name: string) => {
    await page.getByRole('button', { name: 'Save view…' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill(name)
    await page.keyboard.press('Enter')
  },
  openView: async (name: string) => {
    await page.locator('summary[aria-label^="Views"]').click()
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  },
  row: (name: string) => page.getByRole('row').filter({ hasText: name }),
  /** Where files come in, whatever they are. */
  files: page.locator('input[type="file"]'),
})

const panel = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: title, exact: true })
