import { expect, test } from '../fixtures/app'
import { saved } from '../fixtures/saved'
import { studyEditorPage } from '../pages/study-editor-page'
import { studyPage } from '../pages/study-page'

test('a grid of six trials and three seeds is designed, saved, and run', async ({ openApp }) => {
  const app = await openApp()
  const { page } = app
  await page.getByRole('button', { name: 'New study' }).click()
  const editor = studyEditorPage(page)
  await editor.name.fill('Rates and batches')
  await editor.seeds.fill('1-3')
  await editor.tab('Training').click()
  await editor.field('Images').fill('640')
  await editor.field('Epochs').fill('1')

  await editor.vary.click()
  await editor.values(1).fill('0.05, 0.1, 0.2')
  await editor.more.click()
  await editor.what(2).selectOption('batch size')
  await editor.values(2).fill('32, 64')
  await editor.make(6).click()
  await expect(editor.trials).toHaveCount(6)
  await expect(editor.trials.nth(5)).toHaveValue('Cosine, rate 0.2, batch size 64')
  await expect(editor.totals).toHaveText('6 trials × 3 seeds = 18 runs, 18 epochs')
  await expect(editor.time).toBeVisible()

  await editor.save.click()
  const file = JSON.parse((await saved(app.downloads, '.json')).toString('utf8')) as {
    readonly study: { readonly name: string; readonly trials: readonly unknown[] }
  }
  expect(file.study.name).toBe('Rates and batches')
  expect(file.study.trials).toHaveLength(6)

  await editor.start.click()
  await expect(page.getByRole('heading', { name: 'Rates and batches', level: 1 })).toBeVisible()
  const study = studyPage(page)
  await expect(study.row('Cosine, rate 0.2, batch size 64')).toHaveCount(3)
  await expect(page.getByRole('row').getByText('Completed', { exact: true }).first()).toBeVisible()
  await study.stopAll.click()
  await study.confirmStop.click()
  await expect(page.getByRole('row').getByText('Queued', { exact: true })).toHaveCount(0)

  // The design is still there, to be changed and started once more.
  await page.goBack()
  await expect(editor.trials).toHaveCount(6)
  await expect(editor.totals).toHaveText('6 trials × 3 seeds = 18 runs, 18 epochs')
})
