import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/app'
import { readReport } from '../fixtures/report'
import { saved } from '../fixtures/saved'
import { startStudy, studiesPage } from '../pages/studies-page'
import { epochsDone, studyPage } from '../pages/study-page'

const pngStart = '89504e470d0a1a0a'

async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.reload()
  return faults
}

test('a study from its start to its files, and its history after a restart', async ({
  openApp,
}) => {
  const app = await openApp()
  const { page } = app
  const faults = await faultsOf(page)
  await expect(studiesPage(page).empty).toBeVisible()

  await startStudy(page, { epochs: 3, trials: ['Exponential', 'Adam'] })
  const study = studyPage(page)
  await expect(study.state('Exponential', 'Running')).toBeVisible()
  await expect(study.state('Exponential', 'Completed')).toBeVisible()
  await expect(study.state('Adam', 'Completed')).toBeVisible()
  expect(await epochsDone(page, 'Exponential')).toBe(3)
  await expect(study.charts).toHaveCount(3)

  await study.export.click()
  await study.saveTable('tidy').click()
  const lines = (await saved(app.downloads, '.csv')).toString('utf8').trim().split(/\r?\n/)
  expect(lines).toHaveLength(1 + 2 * 3)
  expect(lines[0]).toMatch(/valLoss.*valAccuracy.*learningRate/)
  await study.savePicture('Validation loss').click()
  const picture = await saved(app.downloads, '.png')
  expect(picture.subarray(0, 8).toString('hex')).toBe(pngStart)
  expect(picture.readUInt32BE(16)).toBeGreaterThanOrEqual(960)
  await study.saveReport.click()
  expect((await saved(app.downloads, '.html')).length).toBeLessThan(2 * 1024 ** 2)
  // The curves of five metrics, and the differences between the trials.
  expect(await readReport(app.downloads)).toEqual({
    charts: 6,
    numbers: 3,
    sorted: 'ascending',
    faults: [],
  })
  expect(faults).toEqual([])
  await app.close()

  const again = await openApp()
  await expect(studiesPage(again.page).history).toBeVisible()
  await studiesPage(again.page).open('Which learning-rate schedule?').click()
  await expect(studyPage(again.page).state('Exponential', 'Completed')).toBeVisible()
  expect(await epochsDone(again.page, 'Adam')).toBe(3)
  await expect(studyPage(again.page).charts).toHaveCount(3)
})

test('pause, resume, stop and retry by hand', async ({ openApp }) => {
  const { page } = await openApp()
  await startStudy(page, { epochs: 400, trials: ['Constant'] })
  const study = studyPage(page)
  await expect.poll(() => epochsDone(page, 'Constant')).toBeGreaterThan(0)

  await study.pauseAll.click()
  await expect(study.state('Constant', 'Paused')).toBeVisible()
  const paused = await epochsDone(page, 'Constant')
  await study.resumeAll.click()
  await expect(study.state('Constant', 'Running')).toBeVisible()
  await expect.poll(() => epochsDone(page, 'Constant')).toBeGreaterThan(paused)

  await study.act('Stop', 'Constant').click()
  await expect(study.state('Constant', 'Stopped')).toBeVisible()
  await study.act('Retry', 'Constant').click()
  await expect(study.state('Constant', 'Running')).toBeVisible()
})

test('kill -9 of the app loses no epoch that was shown', async ({ openApp }) => {
  const app = await openApp()
  await startStudy(app.page, { epochs: 400, trials: ['Linear'] })
  await expect.poll(() => epochsDone(app.page, 'Linear')).toBeGreaterThan(1)
  const shown = await epochsDone(app.page, 'Linear')
  await app.kill()

  const again = await openApp()
  await studiesPage(again.page).open('Which learning-rate schedule?').click()
  await expect(studyPage(again.page).state('Linear', 'Interrupted')).toBeVisible()
  expect(await epochsDone(again.page, 'Linear')).toBeGreaterThanOrEqual(shown)
})

test('wrong options are refused in place, naming the value and the rule', async ({ openApp }) => {
  const { page } = await openApp()
  const studies = studiesPage(page)
  await studies.seeds.fill('1, x')
  await expect(page.getByText('“x” is not a seed', { exact: false })).toBeVisible()
  await expect(studies.run).toBeDisabled()
})
