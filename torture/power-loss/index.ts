import '../disk/watched-fs'
import fs from 'node:fs'
import { Dice } from '../disk/dice'
import { inFreshFolder } from '../disk/folders'
import { watchFiles } from '../disk/watched-fs'
import type { Dose, Outcome, Torture } from '../torture'
import { CrashedDisk, nameRules } from './crash'
import { DiskLog } from './disk-log'
import { dataIn, Session } from './session'
import { lookAfter } from './verdict'

const stepsPerSession = 60
const statesPerSession = 40

interface Recorded {
  readonly log: DiskLog
  readonly session: Session
}

/** Uses a data folder at random, with every change of the disk written down. */
const record = (seed: number): Promise<Recorded> =>
  inFreshFolder(async (folder) => {
    const log = new DiskLog(folder)
    const session = new Session(dataIn(folder), new Dice(seed), () => log.changes.length)
    const stop = watchFiles(folder, { after: (call, result) => log.note(call, result) })
    try {
      await session.begin()
      for (let step = 0; step < stepsPerSession; step++) await session.step()
    } finally {
      stop()
    }
    return { log, session }
  })

async function run({ n, seed, log: tell }: Dose): Promise<Outcome> {
  const broken: string[] = []
  const figures = { states: 0, sessions: 0, changes: 0, syncs: 0, epochs: 0 }
  while (figures.states < n) {
    const sessionSeed = seed * 10_000 + figures.sessions
    const { log, session } = await record(sessionSeed)
    const dice = new Dice(sessionSeed + 5_000)
    figures.sessions++
    figures.changes += log.changes.length
    figures.syncs += log.changes.filter(({ kind }) => kind === 'sync').length
    for (const { epochs } of session.runs.values()) figures.epochs += epochs.value
    for (let state = 0; state < statesPerSession && figures.states < n; state++) {
      const at = dice.below(log.changes.length + 1)
      const rule = dice.of(nameRules)
      const disk = new CrashedDisk(log.changes, at, rule, dice)
      const found = await inFreshFolder(async (folder) => {
        disk.materialise(log.root, folder)
        const dataDir = dataIn(folder)
        // Before anything was there, a folder is made as at the first start.
        fs.mkdirSync(dataDir, { recursive: true })
        return lookAfter(session, dataDir, at).catch((error: unknown) => [
          `it threw ${String(error)}`,
        ])
      })
      const name = `session ${sessionSeed}, ${rule}, change ${at} of ${log.changes.length}`
      broken.push(...found.map((each) => `${name}: ${each}`))
      figures.states++
    }
    tell(`${figures.states} of ${n}`)
  }
  return { figures, broken }
}

export const powerLoss: Torture = {
  name: 'powerloss',
  promise:
    'whatever a loss of power leaves of unsynced writes and names, what was acknowledged is there',
  unit: 'states of the disk',
  usual: 1_000,
  short: 40,
  run,
}
