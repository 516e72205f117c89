import { createRunFolders } from '../../src/main/store/run-folders'
import { createHistoryStore } from '../../src/main/store/history-store'
import { createImportStore } from '../../src/main/store/import-store'
import { openConf } from '../../src/main/store/open-conf'
import { createScheduleStore } from '../../src/main/store/schedule-store'
import { createSeriesPacks } from '../../src/main/store/series-packs'
import { createSettingsStore } from '../../src/main/store/settings-store'
import { createSpeedStore } from '../../src/main/store/speed-store'
import {
  sampleOrigin,
  sampleRow,
  sampleRun,
  sampleSteps,
} from '../../src/main/store/testing/samples'
import { createViewStore } from '../../src/main/store/view-store'
import { lockDataDir } from '../../src/main/store/data-dir-lock'
import { openLab, type Lab } from '../../src/main/services/lab'
import { fakeLauncher } from '../../src/main/services/testing/fakes'
import { articleTemplate } from '../../src/shared/domain/article'
import { asStudyId } from '../../src/shared/domain/ids'
import { splitSizes, type Recipe } from '../../src/shared/domain/recipe'
import { summarise } from '../../src/shared/domain/series'
import type { Study, Trial } from '../../src/shared/domain/study'

/** A picture that nobody looks at: drawing has a process of its own, and is not tried here. */
const noPicture = new Uint8Array(8)

/** A lab on a folder as the app has one, but for its trainers and its painter. */
export async function openLabOn(dataDir: string): Promise<Lab> {
  const lock = await lockDataDir(dataDir)
  const folders = createRunFolders(dataDir)
  const place = { dataDir, openStore: openConf }
  const lab = await openLab({
    appVersion: '0.0.0',
    carrier: 'torture',
    dataFolder: dataDir,
    installed: { node: process.execPath },
    folders,
    store: createHistoryStore({ ...place, folders }),
    settings: createSettingsStore(place),
    schedules: createScheduleStore(place),
    views: createViewStore(place),
    imports: createImportStore({ dataDir }),
    seriesPacks: createSeriesPacks({ dataDir }),
    speeds: createSpeedStore(place),
    launcher: fakeLauncher().launcher,
    painter: { paint: () => Promise.resolve(noPicture), close: () => Promise.resolve() },
    reportProgram: () => Promise.resolve('void 0'),
  }).catch(async (error: unknown) => {
    await lock.release()
    throw error
  })
  return { ...lab, close: () => lab.close().finally(() => lock.release()) }
}

/** So few images that an epoch has a handful of steps. */
const small = (recipe: Recipe): Recipe => ({
  ...recipe,
  data: { ...recipe.data, subset: { kind: 'sample', count: 20, seed: 1 } },
  batchSize: 4,
  totalEpochs: 3,
})

export const smallTrials: readonly Trial[] = articleTemplate.trials
  .slice(0, 2)
  .map((trial) => ({ ...trial, recipe: small(trial.recipe) }))

export const smallStudy: Study = {
  id: asStudyId('small-1'),
  templateId: 'article',
  name: 'A small study',
  description: 'What it is for.',
  createdAt: '2026-11-24T10:00:00.000Z',
  trials: smallTrials,
  seeds: [1, 2],
}

export const smallRuns = smallTrials.flatMap((trial) =>
  smallStudy.seeds.map((seed) => {
    const rows = [0, 1, 2].map(sampleRow)
    return sampleRun(smallStudy, `${trial.id}-s${seed}`, {
      trialId: trial.id,
      seed,
      status: 'completed',
      totalEpochs: 3,
      stepsPerEpoch: splitSizes(trial.recipe).stepsPerEpoch,
      epochsDone: rows.length,
      seconds: 1,
      summary: summarise(rows),
    })
  }),
)

/** Fills a folder with a study whose runs have all ended. */
export async function fillHistory(dataDir: string): Promise<void> {
  const folders = createRunFolders(dataDir)
  const store = createHistoryStore({ dataDir, openStore: openConf, folders })
  await store.load()
  await store.saveStudy(smallStudy)
  for (const run of smallRuns) {
    await folders.create(sampleOrigin(smallStudy, run))
    for (let epoch = 0; epoch < run.epochsDone; epoch++) {
      await folders.appendEpoch(run.id, sampleRow(epoch), sampleSteps(epoch, run.stepsPerEpoch))
    }
    await folders.appendLog(run.id, 'It ended.')
  }
  await store.saveRuns(smallRuns)
}
