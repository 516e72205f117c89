import { measured, unmeasured } from './bars.mjs'
import { ourName } from './ours.mjs'
import { startPeer } from './peers.mjs'
import { withoutPeers } from './section.mjs'
import { figureOf, ratiosOf } from './statistics.mjs'
import { startTrainer } from './trainer.mjs'
import { takeTurns, withContenders } from './turns.mjs'

const ROUNDS = 3
const EPOCHS = 1

export const cnnRows = /** @type {const} */ (['cnn'])

/** XLA's convolutions are many times slower on a processor than TensorFlow's own. */
const compiler = 'tensorflow'

/**
 * The convolutional preset on the article's images, one run on all cores.
 * @param {import('./section.mjs').Bench} bench
 * @returns {Promise<import('./section.mjs').Findings>}
 */
export async function measureCnn(bench) {
  const { work, python, threads, log } = bench
  const { layers } = work.cnnRecipe.model
  const file = work.describe('cnn', { layers })
  const recipe = { ...work.cnnRecipe, compiler }
  const ours = () => startTrainer({ name: ourName(compiler), recipe, work, threads })
  const keras = python === null ? [] : [() => startPeer('kerasJit', python, file)]
  log('One epoch of the convolutional network ...')
  const timings = await withContenders([ours, ...keras], (contenders) =>
    takeTurns(contenders, { rounds: ROUNDS, epochs: EPOCHS, log }),
  )
  const [own, theirs] = timings.map(({ rounds }) => rounds)
  const row =
    own && theirs
      ? measured('cnn', figureOf(ratiosOf(theirs, own)))
      : unmeasured('cnn', withoutPeers)
  return { rows: [row], details: { cnn: timings } }
}
