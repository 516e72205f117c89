import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measured } from './bars.mjs'
import { startLearner } from './learner.mjs'
import { watchRows } from './row-times.mjs'
import { figureOf, ratiosOf } from './statistics.mjs'
import { alone, runStudy } from './study-run.mjs'
import { startTrainer } from './trainer.mjs'
import { takeTurns, withContenders } from './turns.mjs'

const ROUNDS = 7
const EPOCHS = 8

export const costRows = /** @type {const} */ (['recording', 'checkpoints'])

/**
 * What the product adds to training: recording, from the engine alone to series on the disk; and
 * checkpoints, from none to one an epoch.
 * @param {import('./section.mjs').Bench} bench
 * @returns {Promise<import('./section.mjs').Findings>}
 */
export async function measureCosts(bench) {
  const plan = { rounds: ROUNDS, epochs: EPOCHS, log: bench.log }
  bench.log('The cost of recording ...')
  const recording = await withContenders(
    [() => engineAlone(bench), async () => recorded(bench)],
    (contenders) => takeTurns(contenders, plan),
  )
  bench.log('The cost of checkpoints ...')
  const checkpoints = await withContenders(
    [() => keeping(bench, false), () => keeping(bench, true)],
    (contenders) => takeTurns(contenders, plan),
  )
  return {
    rows: [measured('recording', costOf(recording)), measured('checkpoints', costOf(checkpoints))],
    details: { recording, checkpoints },
  }
}

/** Percent that the second takes longer. @param {import('./turns.mjs').Timing[]} timings */
function costOf([without, withIt]) {
  const ratios = ratiosOf(withIt?.rounds ?? [], without?.rounds ?? [])
  return figureOf(ratios.map((ratio) => 100 * (ratio - 1)))
}

/** @param {import('./section.mjs').Bench} bench */
function engineAlone({ work, threads, compiler, folder }) {
  const file = join(folder, 'engine-alone.json')
  const recipe = { ...work.recipe, compiler }
  writeFileSync(file, JSON.stringify({ recipe, dataFile: work.dataFile }))
  return startLearner({
    name: 'the engine alone',
    program: process.execPath,
    args: [fileURLToPath(new URL('engine-alone.mjs', import.meta.url)), file],
    env: work.trainerEnvironment({ threads, environment: {} }, process.env),
  })
}

/**
 * The same run in the lab, without checkpoints until its end: each turn is a study of its own.
 * @param {import('./section.mjs').Bench} bench
 * @returns {import('./learner.mjs').Contender}
 */
const recorded = ({ folder }) => ({
  name: 'recorded by the lab',
  pid: 0,
  versions: {},
  train: async (epochs) => {
    /** @type {ReturnType<typeof watchRows> | undefined} */
    let rows
    try {
      await runStudy(folder, [...alone, '--epochs', String(epochs + 1)], (dataDir) => {
        const settings = { checkpointEveryEpochs: 10_000 }
        writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings))
        rows = watchRows(dataDir)
      })
      return rows?.intervals() ?? []
    } finally {
      rows?.end()
    }
  },
  end: async () => undefined,
})

/** @param {import('./section.mjs').Bench} bench @param {boolean} keeps */
function keeping({ work, threads, compiler, folder }, keeps) {
  const kept = join(folder, 'checkpoints-cost')
  mkdirSync(kept, { recursive: true })
  return startTrainer({
    name: keeps ? 'a checkpoint per epoch' : 'no checkpoints',
    recipe: { ...work.recipe, compiler },
    work,
    threads,
    checkpoints: keeps ? { folder: kept, everyEpochs: 1 } : null,
  })
}
