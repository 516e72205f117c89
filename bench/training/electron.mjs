import { measured, unmeasured } from './bars.mjs'
import { figureOf, ratiosOf } from './statistics.mjs'
import { startTrainer } from './trainer.mjs'
import { takeTurns, withContenders } from './turns.mjs'

const ROUNDS = 5
const EPOCHS = 4

export const electronRows = /** @type {const} */ (['electron'])

/**
 * The same trainer in Electron's own Node and in a standalone one.
 * @param {import('./section.mjs').Bench} bench
 * @returns {Promise<import('./section.mjs').Findings>}
 */
export async function measureElectron({ work, threads, compiler, electron, log }) {
  if (electron === null) return { rows: [unmeasured('electron', 'no Electron is at hand')] }
  const { version, executable, entry } = electron
  log(`One epoch in the Node of Electron ${version} ...`)
  const parts = { recipe: { ...work.recipe, compiler }, work, threads }
  const name = `Node of Electron ${version}`
  const timings = await withContenders(
    [
      () => startTrainer({ ...parts, name: `Node ${process.versions.node}` }),
      () => startTrainer({ ...parts, name, node: executable, entry }),
    ],
    (contenders) => takeTurns(contenders, { rounds: ROUNDS, epochs: EPOCHS, log }),
  )
  const [standalone, inside] = timings.map(({ rounds }) => rounds)
  const ratios = ratiosOf(inside ?? [], standalone ?? [])
  return { rows: [measured('electron', figureOf(ratios), name)], details: { electron: timings } }
}
