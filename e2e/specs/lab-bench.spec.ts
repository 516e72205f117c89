import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/app'
import { readReport } from '../fixtures/report'
import { saved } from '../fixtures/saved'
import { comparePage } from '../pages/compare-page'
import { studyEditorPage } from '../pages/study-editor-page'
import { studyPage } from '../pages/study-page'

/** Six trials with three seeds each, as a person makes them. */
async function designGrid(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New study' }).click()
  const editor = studyEditorPage(page)
  await editor.name.fill('Rates and batches')
  await editor.seeds.fill('1-3')
  await editor.tab('Training').click()
  await editor.field('Images').fill('640')
  await editor.field('Epochs').fill('2')

  await editor.vary.click()
  await editor.values(1).fill('0.05, 0.1, 0.2')
  await editor.more.click()
  await editor.what(2).selectOption('batch size')
  await editor.values(2).fill('32, 64')
  await editor.make(6).click()
  await expect(editor.trials).toHaveCount(6)
  await expect(editor.trials.nth(5)).toHaveValue('Cosine, rate 0.2, batch size 64')
  await expect(editor.totals).toHaveText('6 trials × 3 seeds = 18 runs, 36 epochs')
  await expect(editor.time).toBeVisible()
}

/** What is taken along of a study beside its report, and how its files end. */
const wholeStudy = {
  'Save report (Markdown)': '.md',
  'Save event files': '-events.zip',
  'Save bundle': '.cooldown-bundle.zip',
}

/** Rows of a CSV file by their headings; commas may stand within quotes. */
function parse(csv: string): Record<string, string>[] {
  const cells = (row: string) =>
    row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, ''))
  const [head = [], ...rows] = csv.trim().split(/\r?\n/).map(cells)
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])))
}

/** What the table behind a chart says: a row of cells for each line. */
async function readLines(page: Page, title: string): Promise<string[][]> {
  await comparePage(page).showTable(title).click()
  const rows = await comparePage(page).lines(title).all()
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()))
}

test('a grid is designed, run, compared, kept as a view, reopened and taken along', async ({
  openApp,
}) => {
  const app = await openApp()
  const { page } = app
  await designGrid(page)
  const editor = studyEditorPage(page)
  await editor.save.click()
  const file = JSON.parse((await saved(app.downloads, '.json')).toString('utf8')) as {
    readonly study: { readonly name: string; readonly trials: readonly unknown[] }
  }
  expect(file.study.name).toBe('Rates and batches')
  expect(file.study.trials).toHaveLength(6)

  await editor.start.click()
  await expect(page.getByRole('heading', { name: 'Rates and batches', level: 1 })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Runs' })).toHaveAttribute('aria-rowcount', '19')
  await expect(studyPage(page).progress).toHaveAttribute('aria-valuenow', '100')

  await page.getByTitle('Compare with other runs').click()
  const compare = comparePage(page)
  await expect(compare.counts).toHaveText(/18 runs, 18 drawn/)
  await compare.groupBy.selectOption({ label: 'Trial' })
  await compare.band.selectOption({ label: '95 % interval' })
  await expect(compare.notes('Validation loss')).toHaveText(
    'Mean of 3 runs each, grouped by trial. Band: 95 % interval of the mean (Student’s t).',
  )
  await compare.tab('Differences').click()
  await expect(compare.differences.locator('tbody tr')).toHaveCount(5)
  for (const row of await compare.differences.locator('tbody tr').all()) {
    await expect(row).toContainText(/Better|Worse|Undecided/)
    await expect(row.locator('td').nth(3)).toHaveText('3')
  }
  await compare.saveView('Rates, by trial')
  await expect(compare.views).toHaveAttribute('aria-label', 'Views: Rates, by trial')
  await app.close()

  const again = await openApp()
  await again.page.getByRole('link', { name: 'Compare', exact: true }).click()
  const reopened = comparePage(again.page)
  await reopened.openView('Rates, by trial')
  await reopened.tab('Curves').click()
  await expect(reopened.groupBy).toHaveValue('trial')
  await expect(reopened.band).toHaveValue('interval')
  await expect(reopened.counts).toHaveText(/18 runs, 18 drawn/)

  // What is saved is what is drawn: its numbers, its names, and how it was made.
  const drawn = await readLines(again.page, 'Validation loss')
  expect(drawn).toHaveLength(6)
  await reopened.saveAs('Validation loss', /CSV, a row per line and point/)
  const table = parse((await saved(again.downloads, '.csv')).toString('utf8'))
  expect(table).toHaveLength(6 * 2)
  const lasts = table.filter(({ epoch }) => epoch === '2')
  expect(
    lasts.map(({ line, n, value }) => `${line} (${n}): ${Number(value).toFixed(4)}`).sort(),
  ).toEqual(drawn.map(([line, n, , last]) => `${line} (${n}): ${last}`).sort())
  await reopened.saveAs('Validation loss', /^SVG/)
  const picture = (await saved(again.downloads, '.svg')).toString('utf8')
  const said = [...picture.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)
  for (const [line] of drawn) expect(said).toContain(`${line} (n = 3)`)
  expect(said.join(' ')).toContain('Mean of 3 runs each')

  // A run from elsewhere lies over them.
  const elsewhere = join(again.downloads, 'notebook.csv')
  await writeFile(elsewhere, 'epoch,loss,val_loss\n1,1.5,1.25\n2,1.1,0.875\n')
  await reopened.files.setInputFiles(elsewhere)
  await expect(again.page.getByText(/from notebook.csv now lie/)).toBeVisible()
  await expect(reopened.lines('Validation loss')).toHaveCount(7)
  await expect(reopened.lines('Validation loss').filter({ hasText: 'notebook' })).toContainText(
    '0.8750',
  )

  await again.page
    .getByRole('link', { name: /^Rates and batches/ })
    .first()
    .click()
  const study = studyPage(again.page)
  await study.export.click()
  await study.saveReport.click()
  await saved(again.downloads, '.html')
  const report = await readReport(again.downloads)
  expect(report).toMatchObject({ charts: 6, sorted: 'ascending', faults: [] })
  for (const [name, ending] of Object.entries(wholeStudy)) {
    await again.page.getByRole('button', { name, exact: true }).click()
    expect((await saved(again.downloads, ending)).length).toBeGreaterThan(1000)
  }
})
