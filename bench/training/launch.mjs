import { measured, unmeasured } from './bars.mjs'
import { startLines } from './line-process.mjs'
import { onProcessor, peerCommand } from './peers.mjs'
import { withoutPeers } from './section.mjs'
import { figureOf, ratiosOf } from './statistics.mjs'
import { alone, runStudy } from './study-run.mjs'

const ROUNDS = 5

export const launchRows = /** @type {const} */ (['launch'])

/**
 * From the command to the first finished epoch. The first round, in which caches fill, is dropped.
 * @param {import('./section.mjs').Bench} bench
 * @returns {Promise<import('./section.mjs').Findings>}
 */
export async function measureLaunch({ work, python, folder, log }) {
  const file = work.describe('launch')
  const ours = []
  const keras = []
  log('Launch to the first finished epoch ...')
  for (let round = 0; round <= ROUNDS; round++) {
    const { epochsAt } = await runStudy(folder, [...alone, '--epochs', '1'])
    ours.push(epochsAt[0] ?? NaN)
    if (python !== null) keras.push(await kerasLaunch(python, file))
  }
  ours.shift()
  keras.shift()
  const our = figureOf(ours)
  const row =
    python === null
      ? unmeasured('launch', `${withoutPeers}; Cooldown: ${our.median.toFixed(2)} s`)
      : measured('launch', figureOf(ratiosOf(keras, ours)), secondsOf(keras, ours))
  return { rows: [row], details: { launch: { ours, keras } } }
}

/** @param {number[]} keras @param {number[]} ours */
const secondsOf = (keras, ours) =>
  `Keras ${figureOf(keras).median.toFixed(2)} s, Cooldown ${figureOf(ours).median.toFixed(2)} s`

/** @param {string} python @param {string} file */
async function kerasLaunch(python, file) {
  const launchedAt = performance.now()
  const { program, args } = peerCommand(python, 'keras_fit.py', file)
  const lines = startLines(program, args, onProcessor())
  try {
    lines.tell({ epochs: 1 })
    for (let line = await lines.next(); line.seconds === undefined;) line = await lines.next()
    return (performance.now() - launchedAt) / 1000
  } finally {
    await lines.end()
  }
}
