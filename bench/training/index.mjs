import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { SetUpFailed } from '../../scripts/setup/index.mjs'
import { bars } from './bars.mjs'
import { cnnRows, measureCnn } from './cnn.mjs'
import { costRows, measureCosts } from './costs.mjs'
import { electronHere } from './electron-here.mjs'
import { electronRows, measureElectron } from './electron.mjs'
import { epochRows, measureEpoch } from './epoch.mjs'
import { launchRows, measureLaunch } from './launch.mjs'
import { describeMachine } from './machine.mjs'
import { measureMemory, memoryRows } from './memory.mjs'
import { measurePeak, peakRows } from './peak.mjs'
import { peersPython } from './peers-environment.mjs'
import { section } from './section.mjs'
import { alone, runStudy } from './study-run.mjs'
import { measureStudy, studyRows } from './study.mjs'
import { prepareWork } from './work.mjs'

/**
 * @typedef {object} TrainingResult
 * @property {Awaited<ReturnType<typeof describeMachine>>} machine
 * @property {boolean} full
 * @property {boolean} peers
 * @property {string} compiler that the app took
 * @property {import('./bars.mjs').Row[]} rows
 * @property {Record<string, any>} details
 * @property {boolean} failed a section could not be measured
 */

/** Sections in the order in which they are measured. */
const sections = /** @type {const} */ ([
  [launchRows, measureLaunch],
  [epochRows, measureEpoch],
  [studyRows, measureStudy],
  [peakRows, measurePeak],
  [memoryRows, measureMemory],
  [costRows, measureCosts],
  [cnnRows, measureCnn],
  [electronRows, measureElectron],
])

/**
 * Measures training against the figures that were set out to be reached.
 * @param {object} given
 * @param {import('../../scripts/setup/context.mjs').Context} given.context
 * @param {import('../../scripts/setup/index.mjs').Parts} given.parts
 * @param {boolean} given.peers compare with Keras, PyTorch and JAX
 * @param {boolean} given.full
 * @returns {Promise<TrainingResult>}
 */
export async function measureTraining({ context, parts, peers, full }) {
  const dataFile = parts.dataset?.decoded?.file
  if (dataFile === undefined) {
    throw new SetUpFailed('Training cannot be measured without the data set.')
  }
  const machine = await describeMachine()
  const python = peers ? await setUpPeers(context) : null
  const folder = mkdtempSync(join(tmpdir(), 'cooldown-bench-'))
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  // Also when somebody ends the benchmark.
  process.once('exit', remove)
  try {
    const work = await prepareWork(folder, dataFile)
    const { recipe } = await runStudy(folder, [...alone, '--epochs', '1'])
    const bench = {
      work,
      python,
      folder,
      full,
      threads: cpus().length,
      compiler: recipe.compiler ?? 'tensorflow',
      electron: await electronHere(parts, folder),
      log: context.log.say,
    }
    const found = []
    for (const [ids, measure] of sections) found.push(await section(ids, () => measure(bench)))
    return {
      machine,
      full,
      peers,
      compiler: bench.compiler,
      rows: inOrder(found.flatMap(({ rows }) => rows)),
      details: Object.assign({}, ...found.map(({ details }) => details)),
      failed: found.some(({ failed }) => failed),
    }
  } finally {
    process.off('exit', remove)
    remove()
  }
}

/** @param {import('../../scripts/setup/context.mjs').Context} context */
export const setUpPeers = (context) =>
  peersPython(context).catch((/** @type {Error} */ { message }) => {
    throw new SetUpFailed(`The peers cannot be set up: ${message}`)
  })

/** Rows in the order of the table, whenever they were measured. @param {import('./bars.mjs').Row[]} rows */
function inOrder(rows) {
  const ids = Object.keys(bars)
  return [...rows].sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}
