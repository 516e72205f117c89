import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SetUpFailed } from '../scripts/setup/index.mjs'
import { setUpPeers } from './training/index.mjs'
import { mean } from './training/statistics.mjs'
import { runStudy } from './training/study-run.mjs'
import { kerasEpochs } from './training/study.mjs'
import { prepareWork } from './training/work.mjs'

const EPOCHS = 100
const SEEDS = [1, 2, 3]

/** Final validation accuracy of the article's trials in Keras 3.15 with TensorFlow 2.21, one seed. */
const reference = {
  constant: 0.861,
  'keras-decay': 0.853,
  linear: 0.857,
  'time-based': 0.878,
  exponential: 0.878,
  adam: 0.866,
}

/** Trials by their id, and what each seed came to. @typedef {Map<string, number[]>} Outcomes */

/**
 * What one trial came to, each seed in its turn.
 * @typedef {object} Accuracy
 * @property {string} trial
 * @property {number} reference
 * @property {number[]} ours
 * @property {number[]} keras empty without peers
 */

/**
 * The article's trials in their whole length with several seeds, and the same in Keras: how far
 * results are apart, and how far seeds are apart from each other.
 * @param {object} given
 * @param {import('../scripts/setup/context.mjs').Context} given.context
 * @param {import('../scripts/setup/index.mjs').Parts} given.parts
 * @param {boolean} given.peers
 * @returns {Promise<Accuracy[]>}
 */
export async function measureAccuracy({ context, parts, peers }) {
  const dataFile = parts.dataset?.decoded?.file
  if (dataFile === undefined) throw new SetUpFailed('Nothing can be trained without the data set.')
  const python = peers ? await setUpPeers(context) : null
  const folder = mkdtempSync(join(tmpdir(), 'cooldown-bench-'))
  try {
    context.log.say(`${EPOCHS} epochs of each trial with ${SEEDS.length} seeds ...`)
    const ours = await ourOutcomes(folder)
    /** @type {Outcomes} */
    const keras = new Map()
    if (python !== null) {
      const work = await prepareWork(folder, dataFile)
      for (const seed of SEEDS) {
        context.log.say(`The same in Keras, seed ${seed} ...`)
        await addKerasOutcomes(keras, { work, python, seed })
      }
    }
    return Object.entries(reference).map(([trial, value]) => ({
      trial,
      reference: value,
      ours: ours.get(trial) ?? [],
      keras: keras.get(trial) ?? [],
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** @param {string} folder @returns {Promise<Outcomes>} */
async function ourOutcomes(folder) {
  const trials = Object.keys(reference).join(',')
  const options = ['--trials', trials, '--seeds', SEEDS.join(','), '--epochs', String(EPOCHS)]
  const { runs } = await runStudy(folder, options)
  /** @type {Outcomes} */
  const outcomes = new Map()
  for (const { trial, finalValAccuracy } of runs) add(outcomes, trial, finalValAccuracy)
  return outcomes
}

/**
 * @param {Outcomes} outcomes
 * @param {{ work: import('./training/work.mjs').Work, python: string, seed: number }} given
 */
async function addKerasOutcomes(outcomes, { work, python, seed }) {
  const trials = work.trials(EPOCHS).filter(({ id }) => id in reference)
  const file = work.describe(`accuracy-${seed}`, { trials, seed })
  /** @type {Map<string, number>} */
  const latest = new Map()
  for await (const { trial, valAccuracy } of kerasEpochs(python, file, ['--jit'])) {
    latest.set(trial, valAccuracy)
  }
  for (const [trial, value] of latest) add(outcomes, trial, value)
}

/** @param {Outcomes} outcomes @param {string} trial @param {number} value */
function add(outcomes, trial, value) {
  outcomes.set(trial, [...(outcomes.get(trial) ?? []), value])
}

/** @param {readonly number[]} values */
const written = (values) =>
  values.length === 0
    ? '-'
    : `${mean(values).toFixed(4)} (${values.map((value) => value.toFixed(3)).join(' ')})`

/** Means, with every seed's value behind them. @param {Accuracy[]} found */
export const accuracyTable = (found) =>
  [
    `${'trial'.padEnd(12)} reference  ours - reference  ours (seeds ${SEEDS.join(' ')})`.padEnd(
      73,
    ) + 'Keras',
    ...found.map(({ trial, reference: one, ours, keras }) => {
      const apart = (mean(ours) - one).toFixed(4).padStart(16)
      return `${trial.padEnd(12)} ${one.toFixed(3).padStart(9)}  ${apart}  ${written(ours).padEnd(31)} ${written(keras)}`
    }),
    '',
  ].join('\n')
