import { join } from 'node:path'
import {
  curvesOf,
  endedRun,
  makeRun,
  sampleStudy,
  schedulesOf,
  settingsWith,
  viewsOf,
  writePack,
} from '../disk/samples'
import { openStores, type Stores } from '../disk/stores'

/** The study that operations change, and the one that is removed whole. */
export const kept = sampleStudy('kept', '2026-01-01T00:00:00.000Z')
export const doomed = sampleStudy('doomed', '2026-02-01T00:00:00.000Z')

export const [runA, runB, runC] = [
  endedRun(kept, 'run-a', 3),
  endedRun(kept, 'run-b', 2),
  endedRun(doomed, 'run-c', 1),
]

export const dataIn = (folder: string) => join(folder, 'data')

/** A small data folder with something of every kind in it. */
export async function fillBase(dataDir: string): Promise<Stores> {
  const stores = openStores(dataDir)
  await stores.history.load()
  for (const [study, runs] of [
    [kept, [runA, runB]],
    [doomed, [runC]],
  ] as const) {
    await stores.history.saveStudy(study)
    for (const run of runs) await makeRun(stores, study, run.id, run.epochsDone)
  }
  await writePack(stores, [runA, runB])
  stores.settings.write(settingsWith({ theme: 'dark' }))
  stores.schedules.write(schedulesOf('a'))
  stores.views.write(viewsOf('a'))
  stores.speeds.write('this machine', [
    { network: 'dense', compiler: 'xla', threads: 1, stepMs: 0.1 },
  ])
  await stores.imports.save(curvesOf('a'))
  return stores
}
