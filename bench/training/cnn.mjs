import { measured, unmeasured } from './bars.mjs'
import { oursInBoth } from './ours.mjs'
import { startPeer } from './peers.mjs'
import { withoutPeers } from './section.mjs'
import { figureOf, ratiosOf } from './statistics.mjs'
import { takeTurns, withContenders } from './turns.mjs'

const ROUNDS = 3
const EPOCHS = 1

export const cnnRows = /** @type {const} */ (['cnn'])

/**
 * The convolutional preset on the article's images, one run on all cores.
 * @param {import('./section.mjs').Bench} bench
 * @returns {Promise<import('./section.mjs').Findings>}
 */
export async function measureCnn(bench) {
  const { work, python, log } = bench
  const { layers } = work.cnnRecipe.model
  const file = work.describe('cnn', { layers })
  const keras = python === null ? [] : [() => startPeer('kerasJit', python, file)]
  log('One epoch of the convolutional network ...')
  const timings = await withContenders(
    [...oursInBoth(bench, work.cnnRecipe), ...keras],
    (contenders) => takeTurns(contenders, { rounds: ROUNDS, epochs: EPOCHS, log }),
  )
  const [ours, , theirs] = timings.map(({ rounds }) => rounds)
  const row =
    ours && theirs
      ? measured('cnn', figureOf(ratiosOf(theirs, ours)))
      : unmeasured('cnn', withoutPeers)
  return { rows: [row], details: { cnn: timings } }
}
