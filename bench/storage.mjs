// What it costs to keep an epoch and a setting, in a folder with few and with many runs.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importBundled } from '../scripts/bundled.mjs'
import { writeHistory } from './compare/history.mjs'

const SIZES = [10, 1_000]
const EPOCHS = 200
const SETTINGS = 200
const STEPS = 250

/** @param {number[]} values @param {number} share */
const quantile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]

/** @param {() => unknown} act */
async function timeOf(act) {
  const start = performance.now()
  await act()
  return performance.now() - start
}

/** Bytes that this process has given to the system for writing. */
const written = async () =>
  Number(/wchar: (\d+)/.exec(await readFile('/proc/self/io', 'utf8').catch(() => ''))?.[1] ?? NaN)

/** Appends epochs of 250 steps to one run among so many, and changes a setting again and again. */
export async function measureStorage() {
  const lab = await importBundled(
    `export { createRunFolders } from './main/store/run-folders'
     export { createSettingsStore } from './main/store/settings-store'
     export { openConf } from './main/store/open-conf'
     export { defaultSettings } from './shared/contract/settings'`,
    'src',
  )
  const found = []
  for (const runs of SIZES) {
    const dataDir = await mkdtemp(join(tmpdir(), 'cooldown-bench-'))
    try {
      await writeHistory(dataDir, { runs, epochs: 100 })
      found.push({ runs, ...(await measureFolder(lab, dataDir)) })
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  }
  return found
}

/** @param {any} lab @param {string} dataDir */
async function measureFolder(lab, dataDir) {
  const folders = lab.createRunFolders(dataDir)
  const [runId] = await folders.list()
  const [last] = (await folders.readEpochs(runId)).slice(-1)
  const steps = {
    learningRate: new Float64Array(STEPS).fill(0.1),
    loss: new Float32Array(STEPS).fill(0.5),
    momentum: null,
    norms: null,
  }
  const epochs = []
  const before = await written()
  for (let at = 1; at <= EPOCHS; at++) {
    const row = { ...last, epoch: last.epoch + at }
    epochs.push(await timeOf(() => folders.appendEpoch(runId, row, steps)))
  }
  const bytes = (await written()) - before
  const settings = lab.createSettingsStore({ dataDir, openStore: lab.openConf })
  const changes = []
  for (let at = 0; at < SETTINGS; at++) {
    const next = { ...lab.defaultSettings, checkpointEveryEpochs: 1 + at }
    changes.push(await timeOf(() => settings.write(next)))
  }
  const { size } = await stat(join(dataDir, 'settings.json'))
  return {
    epochMs: quantile(epochs, 0.5),
    slowEpochMs: quantile(epochs, 0.99),
    bytesPerEpoch: bytes / EPOCHS,
    settingMs: quantile(changes, 0.5),
    slowSettingMs: quantile(changes, 0.99),
    settingsBytes: size,
  }
}
