import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from '../fixtures/app'
import { closeOrFail, launchElectron } from '../fixtures/electron'

/** `COOLDOWN_TORTURE_CRASHES` asks for more than fits into every `npm test`. */
const crashes = Number(process.env.COOLDOWN_TORTURE_CRASHES ?? 2)

/** Evaluated in the page through Electron: Playwright's own way ends with the page's first process. */
const inPage = (app: ElectronApplication, code: string) =>
  app.evaluate(
    ({ BrowserWindow }, script) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) as Promise<unknown>,
    code,
  )

const noAnswerMs = 2_000

/** What the page says; nothing while it has no process, which then never answers. */
const textOf = (app: ElectronApplication) =>
  Promise.race([
    inPage(app, 'document.querySelector("main")?.innerText ?? ""').catch(() => ''),
    new Promise((resolve) => setTimeout(resolve, noAnswerMs, '')),
  ])

/** Ends the page's process as the system would. */
async function crash(app: ElectronApplication): Promise<void> {
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  )
  process.kill(pid ?? 0, 'SIGKILL')
}

interface Series {
  readonly ok: boolean
  readonly result: readonly { readonly rows: readonly unknown[] }[]
}

const epochsOf = async (app: ElectronApplication, runId: string) => {
  const reply = await inPage(app, `window.lab.runs.epochs({ runIds: ['${runId}'] })`)
  return (reply as Series).result[0]?.rows.length ?? 0
}

test('a page whose process dies comes back with all epochs, and training goes on', async ({
  dataDir,
}) => {
  test.setTimeout(150_000 + crashes * 60_000)
  const app = await launchElectron(dataDir)
  try {
    await app.firstWindow()
    await expect.poll(() => textOf(app)).toContain('Studies')
    const order = { templateId: 'article', totalEpochs: 5_000, trialIds: ['linear'], seeds: [1] }
    const made = await inPage(app, `window.lab.studies.create(${JSON.stringify(order)})`)
    expect(made).toMatchObject({ ok: true })
    const runIds = () => readdir(join(dataDir, 'runs')).catch((): string[] => [])
    await expect.poll(async () => (await runIds()).length).toBe(1)
    const [runId = ''] = await runIds()
    for (let turn = 0; turn < crashes; turn++) {
      const before = await epochsOf(app, runId)
      // At least one more epoch, so that training is seen to go on.
      await expect.poll(() => epochsOf(app, runId)).toBeGreaterThan(before)
      const shown = await epochsOf(app, runId)
      await crash(app)
      await expect.poll(() => textOf(app)).toContain('Studies')
      expect(await epochsOf(app, runId)).toBeGreaterThanOrEqual(shown)
      await expect.poll(() => epochsOf(app, runId)).toBeGreaterThan(shown)
    }
  } finally {
    await closeOrFail(app)
  }
})
