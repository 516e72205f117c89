import { fork } from 'node:child_process'
import { join } from 'node:path'
import { checkoutDir } from '../../scripts/setup/paths.mjs'
import { awaitEnd, guard, hasGroups, kill } from './children.mjs'
import { expectLearning } from './learner.mjs'

/** The built trainer, as the app starts it. */
export const trainerEntry = join(checkoutDir, 'out', 'main', 'trainer.js')

/** Far more than any measurement trains. */
const ENDLESS_EPOCHS = 5_000

/**
 * @typedef {object} TrainerParts
 * @property {string} name
 * @property {object} recipe
 * @property {import('./work.mjs').Work} work
 * @property {number} threads
 * @property {{ folder: string, everyEpochs: number } | null} [checkpoints]
 * @property {string} [node] the program that runs it
 * @property {string} [entry]
 */

/**
 * Our own trainer process as a contender: started as the app starts it, and paused between its
 * turns. An epoch's seconds are those between the messages that tell its end and the one before.
 * @param {TrainerParts} parts
 * @returns {Promise<import('./learner.mjs').Contender>}
 */
export async function startTrainer(parts) {
  const { name, work, threads, node = process.execPath, entry = trainerEntry } = parts
  const child = fork(entry, [], {
    execPath: node,
    execArgv: work.trainerFlags,
    env: work.trainerEnvironment({ threads, environment: {} }, process.env),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: hasGroups,
  })
  guard(child)
  const messages = messagesOf(name, child)
  child.send(trainCommand(parts))
  child.send({ kind: 'pause' })
  await messages.until('paused')
  return {
    name,
    pid: child.pid ?? 0,
    versions: {},
    train: async (epochs) => {
      const seconds = []
      let before = performance.now()
      child.send({ kind: 'resume' })
      for (let epoch = 0; epoch < epochs; epoch++) {
        const { at, message } = await messages.until('epoch')
        seconds.push((at - before) / 1000)
        before = at
        expectLearning(name, message.row.valAccuracy)
      }
      child.send({ kind: 'pause' })
      await messages.until('paused')
      return seconds
    },
    end: () => {
      kill(child)
      return awaitEnd(child)
    },
  }
}

/** @param {TrainerParts} parts */
function trainCommand({ recipe, work, threads, checkpoints = null }) {
  return {
    kind: 'train',
    runId: 'benchmark',
    recipe: { ...recipe, totalEpochs: ENDLESS_EPOCHS },
    seed: 1,
    datasetFile: work.dataFile,
    threads,
    checkpoints,
    epochsDone: 0,
  }
}

/**
 * Waits for kinds of messages; each wait sees those that come after the last one it gave.
 * @param {string} name
 * @param {import('node:child_process').ChildProcess} child
 */
function messagesOf(name, child) {
  /** @type {{ message: any, at: number }[]} */
  const unseen = []
  let fault = ''
  let wake = () => {}
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said = (said + String(chunk)).slice(-2_000)
  })
  child.on('message', (/** @type {any} */ message) => {
    if (message.kind === 'failed') fault = message.message
    unseen.push({ message, at: performance.now() })
    wake()
  })
  child.on('error', (error) => {
    fault = error.message
    wake()
  })
  child.on('exit', (code, signal) => {
    fault ||= `it ended with ${signal ?? `exit code ${code}`}: ${said.trim()}`
    wake()
  })
  return {
    /** The next of its kind, and when it came, in milliseconds. @param {string} kind */
    until: async (kind) => {
      for (;;) {
        for (let first = unseen.shift(); first; first = unseen.shift()) {
          if (first.message.kind === kind) return first
        }
        if (fault) throw new Error(`${name}: ${fault}`)
        await new Promise((resolve) => {
          wake = () => resolve(undefined)
        })
      }
    },
  }
}
