import { measured, unmeasured } from './bars.mjs'
import { startLines } from './line-process.mjs'
import { onProcessor, peerCommand } from './peers.mjs'
import { withoutPeers } from './section.mjs'
import { figureOf, mean, median, ratiosOf } from './statistics.mjs'
import { runStudy } from './study-run.mjs'

const ARTICLE_EPOCHS = 100
/** Two lengths tell what an epoch takes from what happens once. */
const SHORT_EPOCHS = 2
const LONG_EPOCHS = 6
const ROUNDS = 2

/**
 * What a whole study takes: once, and for one more epoch of all trials.
 * @typedef {{ once: number, perEpoch: number }} Line
 */

export const studyRows = /** @type {const} */ (['study', 'studyJit'])

/**
 * The article's nine trials as people run them, against Keras one after another.
 * @param {import('./section.mjs').Bench} bench
 * @returns {Promise<import('./section.mjs').Findings>}
 */
export const measureStudy = (bench) => (bench.full ? wholeStudy(bench) : shortStudy(bench))

/** @param {import('./section.mjs').Bench} bench */
async function shortStudy(bench) {
  const { python, log } = bench
  const ours = []
  const fit = []
  const jit = []
  for (let round = 1; round <= ROUNDS; round++) {
    log(`The article's study, ${LONG_EPOCHS} epochs of each trial, round ${round} of ${ROUNDS} ...`)
    ours.push(await ourLine(bench))
    if (python === null) continue
    fit.push(await kerasLine(bench, python, []))
    jit.push(await kerasLine(bench, python, ['--jit']))
  }
  const details = { study: { ours, fit, jit, epochs: LONG_EPOCHS } }
  const row = (/** @type {'study' | 'studyJit'} */ id, /** @type {Line[]} */ keras) =>
    python === null
      ? unmeasured(id, `${withoutPeers}; Cooldown: ${written(ours)}`)
      : measured(
          id,
          figureOf(ratiosOf(keras.map(wholeOf), ours.map(wholeOf))),
          `from ${LONG_EPOCHS} epochs; Keras ${written(keras)}, Cooldown ${written(ours)}`,
        )
  return { rows: [row('study', fit), row('studyJit', jit)], details }
}

/** @param {Line} line @returns {number} seconds of the article's whole study */
const wholeOf = ({ once, perEpoch }) => once + ARTICLE_EPOCHS * perEpoch

/** @param {Line[]} lines */
const written = (lines) => {
  const once = median(lines.map((line) => line.once)).toFixed(1)
  return `${once} s + ${median(lines.map(({ perEpoch }) => perEpoch)).toFixed(2)} s an epoch`
}

/** @param {import('./section.mjs').Bench} bench @returns {Promise<Line>} */
async function ourLine({ folder }) {
  const short = await runStudy(folder, ['--epochs', String(SHORT_EPOCHS)])
  const long = await runStudy(folder, ['--epochs', String(LONG_EPOCHS)])
  const perEpoch = (long.seconds - short.seconds) / (LONG_EPOCHS - SHORT_EPOCHS)
  return { once: long.seconds - LONG_EPOCHS * perEpoch, perEpoch }
}

/**
 * @param {import('./section.mjs').Bench} bench @param {string} python @param {string[]} flags
 * @returns {Promise<Line>}
 */
async function kerasLine(bench, python, flags) {
  const { seconds, trials } = await kerasStudy(bench, python, LONG_EPOCHS, flags)
  // A trial's first epoch has its start in it.
  const perEpoch = [...trials.values()].reduce((sum, each) => sum + mean(each.slice(1)), 0)
  return { once: seconds - LONG_EPOCHS * perEpoch, perEpoch }
}

/**
 * @param {import('./section.mjs').Bench} bench @param {string} python
 * @param {number} epochs @param {string[]} flags
 */
async function kerasStudy({ work }, python, epochs, flags) {
  const file = work.describe('study', { trials: work.trials(epochs) })
  const launchedAt = performance.now()
  /** @type {Map<string, number[]>} */
  const trials = new Map()
  for await (const { trial, seconds } of kerasEpochs(python, file, flags)) {
    trials.set(trial, [...(trials.get(trial) ?? []), seconds])
  }
  return { seconds: (performance.now() - launchedAt) / 1000, trials }
}

/**
 * Every epoch of every trial, as Keras finishes it.
 * @param {string} python @param {string} file the work @param {string[]} flags
 * @returns {AsyncGenerator<{ trial: string, seconds: number, valAccuracy: number }>}
 */
export async function* kerasEpochs(python, file, flags) {
  const { program, args } = peerCommand(python, 'keras_study.py', file, flags)
  const lines = startLines(program, args, onProcessor())
  try {
    for (let line = await lines.next(); !line.done; line = await lines.next()) {
      if (line.trial) yield line
    }
    await lines.ended
  } finally {
    await lines.end()
  }
}

/** @param {import('./section.mjs').Bench} bench */
async function wholeStudy(bench) {
  const { python, folder, log } = bench
  log(`The article's study, all ${ARTICLE_EPOCHS} epochs ...`)
  const { seconds } = await runStudy(folder, ['--epochs', String(ARTICLE_EPOCHS)])
  if (python === null) {
    const why = `${withoutPeers}; Cooldown: ${seconds.toFixed(1)} s`
    return { rows: studyRows.map((id) => unmeasured(id, why)), details: { study: { seconds } } }
  }
  const fit = await kerasStudy(bench, python, ARTICLE_EPOCHS, [])
  const jit = await kerasStudy(bench, python, ARTICLE_EPOCHS, ['--jit'])
  const row = (/** @type {'study' | 'studyJit'} */ id, /** @type {number} */ keras) =>
    measured(
      id,
      figureOf([keras / seconds]),
      `all epochs; Keras ${keras.toFixed(1)} s, Cooldown ${seconds.toFixed(1)} s`,
    )
  return {
    rows: [row('study', fit.seconds), row('studyJit', jit.seconds)],
    details: { study: { seconds, fit: fit.seconds, jit: jit.seconds } },
  }
}
