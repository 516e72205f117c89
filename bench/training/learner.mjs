import { startLines } from './line-process.mjs'

/** A network that has learnt this is right more often; below it, something was not trained. */
const LEAST_ACCURACY = 0.6

/**
 * Speed is worth nothing where nothing is learnt.
 * @param {string} name @param {number} accuracy on the validation images
 */
export function expectLearning(name, accuracy) {
  if (accuracy > LEAST_ACCURACY) return
  throw new Error(`${name} does not learn: its validation accuracy is ${accuracy}`)
}

/**
 * Something that trains the same work, epoch by epoch, when it is its turn.
 * @typedef {object} Contender
 * @property {string} name
 * @property {number} pid
 * @property {Record<string, string>} versions
 * @property {(epochs: number) => Promise<number[]>} train seconds of each, validation included
 * @property {() => Promise<void>} end
 */

/**
 * A contender that is a program: see peers/peer.py for how it talks.
 * @param {{ name: string, program: string, args: string[], env?: NodeJS.ProcessEnv }} parts
 * @returns {Promise<Contender>}
 */
export async function startLearner({ name, program, args, env = process.env }) {
  const lines = startLines(program, args, env)
  const { ready } = await lines.next()
  /** @param {number} epochs */
  const train = async (epochs) => {
    lines.tell({ epochs })
    const seconds = []
    let accuracy = NaN
    for (;;) {
      const line = await lines.next()
      if (line.done) break
      seconds.push(line.seconds)
      accuracy = line.valAccuracy
    }
    expectLearning(name, accuracy)
    return seconds
  }
  return { name, pid: lines.pid, versions: ready, train, end: lines.end }
}
