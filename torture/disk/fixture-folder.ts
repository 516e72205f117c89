import { openConf } from '../../src/main/store/open-conf'
import { createWindowStore } from '../../src/main/store/window-store'
import { firstWindowState } from '../../src/shared/contract/window-state'
import {
  curvesOf,
  makeRun,
  sampleStudy,
  schedulesOf,
  settingsWith,
  viewsOf,
  writePack,
} from './samples'
import { openStores } from './stores'

/** A small data folder with a file of every kind, in the formats that are written now. */
export async function fillFixture(dataDir: string): Promise<void> {
  const stores = openStores(dataDir)
  await stores.history.load()
  const study = sampleStudy('study-1')
  await stores.history.saveStudy(study)
  const runs = [await makeRun(stores, study, 'run-1', 2), await makeRun(stores, study, 'run-2', 1)]
  await writePack(stores, runs)
  stores.settings.write(settingsWith({ theme: 'dark', parallelRuns: 3 }))
  createWindowStore({ dataDir, openStore: openConf }).write({ ...firstWindowState, x: -10, y: 20 })
  stores.schedules.write(schedulesOf('a'))
  stores.views.write(viewsOf('a'))
  stores.speeds.write('this machine', [
    { network: 'dense', compiler: 'xla', threads: 1, stepMs: 0.25 },
  ])
  await stores.imports.save(curvesOf('a', 3))
}
