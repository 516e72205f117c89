import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compileSchedule, type ScheduleSpec } from '../../src/shared/domain/schedule'
import { expect, test } from '../fixtures/app'
import { saved } from '../fixtures/saved'
import { designerPage, dragHandle, placeOf, stroke } from '../pages/designer-page'
import { studyPage } from '../pages/study-page'

interface Saved {
  readonly body: readonly { readonly name: string; readonly spec: ScheduleSpec }[]
}

test('a warm-up and a cosine are shaped by hand, saved, trained, and applied as planned', async ({
  openApp,
  dataDir,
}) => {
  const app = await openApp()
  const { page } = app
  const designer = designerPage(page)
  await page.getByRole('link', { name: 'Schedules', exact: true }).click()
  await page.getByRole('link', { name: /^Cosine\b(?! with)/ }).click()
  await designer.epochs.fill('2')
  await designer.field('The rate is set').selectOption('step')
  await designer.wrap('Warm-up').click()

  const peak = designer.handle('End of the warm-up, initial rate')
  expect(await placeOf(peak)).toBe('Epoch 1, step 51, rate 0.1')
  await dragHandle(app, peak, { right: 80, down: 40 })
  await expect(peak).not.toHaveAttribute('aria-valuetext', 'Epoch 1, step 51, rate 0.1')
  const dragged = await placeOf(peak)
  expect(Number(/rate (.*)$/.exec(dragged)?.[1])).toBeLessThan(0.1)

  await peak.press('ArrowUp')
  await peak.press('ArrowUp')
  await expect(peak).not.toHaveAttribute('aria-valuetext', dragged)
  await page.keyboard.press('Control+z')
  await expect(peak).toHaveAttribute('aria-valuetext', dragged)

  await designer.name.fill('By hand')
  await designer.save.click()
  await expect(page.getByText('Saved as “By hand”')).toBeVisible()
  const file = await readFile(join(dataDir, 'schedules.json'), 'utf8')
  const [kept] = (JSON.parse(file) as Saved).body
  expect(kept?.name).toBe('By hand')
  if (!kept) return

  await designer.train.click()
  await expect(designer.trainedEpochs).toHaveValue('2')
  await designer.startTraining.click()
  const study = studyPage(page)
  await expect(study.state('By hand', 'Completed')).toBeVisible()
  await study.export.click()
  await study.saveTable('tidy').click()
  const lines = (await saved(app.downloads, '.csv')).toString('utf8').trim().split(/\r?\n/)
  const column = lines[0]?.split(',').indexOf('learningRate') ?? -1
  const applied = lines.slice(1).map((row) => Number(row.split(',')[column]))
  const { rateAt } = compileSchedule(kept.spec, { totalEpochs: 2, stepsPerEpoch: 250 })
  expect(applied).toEqual([rateAt(249), rateAt(499)])
  await page.keyboard.press('Escape')

  await study.run('By hand').click()
  await page.getByRole('radiogroup', { name: 'Rate per' }).getByText('Step').click()
  await expect(page.getByText('Applied as planned: 500 steps compared, no gap.')).toBeVisible()

  await page.getByRole('link', { name: 'Schedules', exact: true }).click()
  await expect(page.getByRole('link', { name: /By hand/ }).first()).toBeVisible()
})

test('a drawn curve is recognised, and the suggested family adopted', async ({ openApp }) => {
  const app = await openApp()
  const { page } = app
  const designer = designerPage(page)
  await page.getByRole('link', { name: 'Schedules', exact: true }).click()
  await page.getByRole('link', { name: 'Draw a curve' }).click()
  // From the upper left to the lower right, past both ends of the plot.
  const places = Array.from({ length: 40 }, (_, index) => {
    const share = (index + 1) / 40
    return { x: 0.1 + 0.87 * share, y: 0.1 + 0.8 * share }
  })
  await stroke(app, designer.board, [{ x: 0.1, y: 0.1 }, ...places])
  await designer.adopt('Polynomial').click()
  await expect(designer.field('Kind')).toHaveValue('polynomial')
  await expect(designer.handle('Final rate')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(designer.field('Kind')).not.toHaveValue('polynomial')
})

test('other libraries’ rules are drawn over each other, their differences told', async ({
  openApp,
}) => {
  const { page } = await openApp()
  const designer = designerPage(page)
  await page.getByRole('link', { name: 'Schedules', exact: true }).click()
  await page.getByRole('link', { name: 'Multi-step', exact: true }).click()
  await designer.field('Milestones').fill('30, 60')
  await designer.view('Dialects').click()
  await expect(
    page.getByText('At epoch 29, Keras, PyTorch and optax still have 0.1; timm already has 0.01.'),
  ).toBeVisible()
  await expect(
    page.getByText('At epoch 30, PyTorch, optax and timm have 0.01; Keras still has 0.1.'),
  ).toBeVisible()
  await designer.adopt('timm').click()
  await designer.view('Edit').click()
  await expect(designer.field('Milestones')).toHaveValue('29, 59')
})

test('code for other libraries is shown, and the chart leaves as SVG', async ({ openApp }) => {
  const app = await openApp()
  const { page } = app
  const designer = designerPage(page)
  await page.getByRole('link', { name: 'Schedules', exact: true }).click()
  await page.getByRole('link', { name: 'One cycle', exact: true }).click()
  await page.getByRole('button', { name: /SVG/ }).click()
  const picture = (await saved(app.downloads, '.svg')).toString('utf8')
  expect(picture).toContain('One cycle')
  expect(picture).toContain('Learning rate')
  await designer.view('Code').click()
  await page.getByText('PyTorch', { exact: true }).click()
  await expect(page.getByText('OneCycleLR').first()).toBeVisible()
})
