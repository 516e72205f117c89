import { measured, unmeasured } from './bars.mjs'
import { ourName, oursInBoth } from './ours.mjs'
import { peerName, startPeer, startTfjsFit, tfjsFitName } from './peers.mjs'
import { withoutPeers } from './section.mjs'
import { figureOf, ratiosOf } from './statistics.mjs'
import { takeTurns, withContenders } from './turns.mjs'

const ROUNDS = 5
const EPOCHS = 4

const peers = /** @type {const} */ ([
  'kerasFit',
  'kerasJit',
  'torchEager',
  'torchCompile',
  'jaxScan',
])

export const epochRows = /** @type {const} */ (['tfjsFit', ...peers])

/**
 * One epoch of the article, training and validation, one run on all cores.
 * @param {import('./section.mjs').Bench} bench
 * @returns {Promise<import('./section.mjs').Findings>}
 */
export async function measureEpoch(bench) {
  const { work, python, compiler, log } = bench
  const file = work.describe('epoch')
  const starters = [
    ...oursInBoth(bench, work.recipe),
    () => startTfjsFit(file),
    ...(python === null ? [] : peers.map((id) => () => startPeer(id, python, file))),
  ]
  log('One epoch of the article ...')
  const { timings, versions } = await withContenders(starters, async (contenders) => ({
    timings: await takeTurns(contenders, { rounds: ROUNDS, epochs: EPOCHS, log }),
    versions: Object.assign({}, ...contenders.map((contender) => contender.versions)),
  }))
  const roundsOf = (/** @type {string} */ wanted) =>
    timings.find(({ name }) => name === wanted)?.rounds ?? []
  const ours = roundsOf(ourName(compiler))
  const against = (/** @type {string} */ name) => figureOf(ratiosOf(roundsOf(name), ours))
  return {
    rows: [
      measured('tfjsFit', against(tfjsFitName)),
      ...peers.map((id) =>
        python === null ? unmeasured(id, withoutPeers) : measured(id, against(peerName(id))),
      ),
    ],
    details: { epoch: timings, versions },
  }
}
