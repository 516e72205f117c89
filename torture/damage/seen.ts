import { SeriesCache } from '../../src/main/services/series-cache'
import { createWindowStore } from '../../src/main/store/window-store'
import { openConf } from '../../src/main/store/open-conf'
import { soundCheckpoints } from '../disk/checkpoints'
import { openStores, problemsOf } from '../disk/stores'

/** All that can be seen of a run, as texts to compare. */
export interface SeenRun {
  readonly study: string
  readonly record: string
  /** A text for each epoch, and for each step. */
  readonly rows: readonly string[]
  readonly steps: readonly string[]
  readonly log: string
  readonly checkpoints: string
}

export interface Seen {
  readonly runs: ReadonlyMap<string, SeenRun>
  /** Everything else that people keep, by name. */
  readonly others: ReadonlyMap<string, string>
  /** What the lab tells of damages. */
  readonly problems: readonly string[]
}

/** Opens a folder and looks at everything in it, as the app does. */
export async function look(dataDir: string): Promise<Seen> {
  const stores = openStores(dataDir)
  const { folders, imports } = stores
  const window = createWindowStore({ dataDir, openStore: openConf })
  const cache = new SeriesCache({ ...folders, packs: stores.packs })
  const problems: string[] = []
  const runs = new Map<string, SeenRun>()
  for (const { study, runs: records } of await stores.history.load()) {
    for (const record of records) {
      await cache.rateSums(record)
      const { loss, learningRate } = await folders.readSteps(record.id)
      const { epochs, passedOver } = soundCheckpoints(await folders.checkpointFolder(record.id))
      problems.push(...passedOver)
      runs.set(record.id, {
        study: study.id,
        record: JSON.stringify(record),
        rows: (await cache.rows(record)).map((row) => JSON.stringify(row)),
        steps: [...loss].map((value, step) => `${value} ${learningRate[step]}`),
        log: (await folders.readLog(record.id)).join('\n'),
        checkpoints: epochs.join(),
      })
    }
  }
  const others = new Map<string, string>([
    ['settings.json', JSON.stringify(stores.settings.read())],
    ['schedules.json', JSON.stringify(stores.schedules.read())],
    ['views.json', JSON.stringify(stores.views.read())],
    ['machine.json', JSON.stringify(stores.speeds.read('this machine'))],
    ['window.json', JSON.stringify(window.read())],
  ])
  for (const info of imports.list()) {
    const rows = await imports.rows(info.id).catch((error: unknown) => {
      problems.push(String(error))
      return null
    })
    others.set(`imports/${info.id}.jsonl`, JSON.stringify({ info, rows }))
  }
  problems.push(...problemsOf(stores), ...window.problems(), ...cache.problems())
  return { runs, others, problems }
}
