import type { RunRecord } from '../../src/shared/domain/run'
import { createWindowStore } from '../../src/main/store/window-store'
import { openConf } from '../../src/main/store/open-conf'
import { firstWindowState } from '../../src/shared/contract/window-state'
import {
  curvesOf,
  makeRun,
  sampleStudy,
  schedulesOf,
  settingsWith,
  viewsOf,
  writePack,
} from '../disk/samples'
import { openStores } from '../disk/stores'

export const removedRun = 'run-2-8'

/** Three studies of eight runs each, and everything else that people keep. */
export async function fillFolder(dataDir: string): Promise<void> {
  const stores = openStores(dataDir)
  await stores.history.load()
  const all: RunRecord[] = []
  for (let study = 1; study <= 3; study++) {
    const made = sampleStudy(`study-${study}`)
    await stores.history.saveStudy(made)
    const runs: RunRecord[] = []
    for (let run = 1; run <= 8; run++) {
      runs.push(await makeRun(stores, made, `run-${study}-${run}`, 2 + (run % 4)))
    }
    // The third study has none, as if its epochs were never drawn.
    if (study < 3) await writePack(stores, runs.slice(0, 4))
    all.push(...runs)
  }
  stores.settings.write(settingsWith({ theme: 'dark', parallelRuns: 3 }))
  stores.schedules.write(schedulesOf('a', 'b'))
  stores.views.write(viewsOf('a', 'b'))
  stores.speeds.write('this machine', [
    { network: 'dense', compiler: 'xla', threads: 1, stepMs: 0.1 },
  ])
  createWindowStore({ dataDir, openStore: openConf }).write(firstWindowState)
  for (const id of ['a', 'b', 'c']) await stores.imports.save(curvesOf(id, 40))
  const runIds = all.filter(({ id }) => id === removedRun).map(({ id }) => id)
  await stores.history.saveRemoved({ studyIds: [], runIds })
}
