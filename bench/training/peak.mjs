import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measured } from './bars.mjs'
import { startLines } from './line-process.mjs'
import { stepOperations } from './products.mjs'
import { figureOf } from './statistics.mjs'

const ROUNDS = 7
const EPOCHS = 4
const CALLS = 3

export const peakRows = /** @type {const} */ (['peak'])

/**
 * How much of the time of training is the products that it cannot do without.
 * @param {import('./section.mjs').Bench} bench
 * @returns {Promise<import('./section.mjs').Findings>}
 */
export async function measurePeak(bench) {
  bench.log("The matrix products' peak ...")
  const { work, threads, compiler, folder } = bench
  const file = join(folder, 'peak.json')
  const recipe = { ...work.recipe, compiler }
  const units = [784, ...denseUnits(recipe)]
  const { batchSize: batch } = recipe
  const { dataFile } = work
  writeFileSync(
    file,
    JSON.stringify({ recipe, dataFile, batch, units, epochs: EPOCHS, calls: CALLS }),
  )
  const program = fileURLToPath(new URL('peak-child.mjs', import.meta.url))
  const env = work.trainerEnvironment({ threads, environment: {} }, process.env)
  const lines = startLines(process.execPath, [program, file], env)
  const rounds = []
  try {
    await lines.next()
    for (let round = 0; round < ROUNDS; round++) {
      lines.tell({ round })
      rounds.push(await lines.next())
    }
  } finally {
    await lines.end()
  }
  return findings(rounds, stepOperations(batch, units))
}

/** @param {any} recipe */
const denseUnits = ({ model }) =>
  model.layers.flatMap((/** @type {any} */ layer) => (layer.kind === 'dense' ? [layer.units] : []))

/**
 * @param {{ epoch: number, steps: number, productsOfStep: { tensorflow: number, xla: number } }[]} rounds
 * @param {number} operations of a step's products
 */
function findings(rounds, operations) {
  const best = Math.min(
    ...rounds.flatMap(({ productsOfStep }) => [productsOfStep.tensorflow, productsOfStep.xla]),
  )
  const shares = rounds.map(({ epoch, steps }) => (best * steps) / epoch)
  const note = `the peak is ${(operations / best / 1e9).toFixed(0)} GFLOP/s`
  return { rows: [measured('peak', figureOf(shares), note)], details: { peak: rounds } }
}
