import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { measured, unmeasured } from './bars.mjs'
import { figureOf, slopeOf } from './statistics.mjs'
import { startTrainer } from './trainer.mjs'
import { withContenders } from './turns.mjs'

const ARTICLE_EPOCHS = 20
const EPOCHS = 500
const EPOCHS_PER_LOOK = 10
/** By then JavaScript's heap and TensorFlow's pools have their size. */
const SETTLED_AFTER = 100

export const memoryRows = /** @type {const} */ (['memory', 'growth'])

/**
 * Memory of one trainer process, checkpoints and all: the article's at its highest, and whether a
 * small one's grows in a long run.
 * @param {import('./section.mjs').Bench} bench
 * @returns {Promise<import('./section.mjs').Findings>}
 */
export async function measureMemory(bench) {
  if (!existsSync('/proc/self/status')) {
    return { rows: memoryRows.map((id) => unmeasured(id, 'needs /proc, as Linux has it')) }
  }
  bench.log('Memory of a trainer ...')
  const { recipe } = bench.work
  const peak = await withTrainer(bench, 'article', recipe, async ({ pid, train }) => {
    await train(ARTICLE_EPOCHS)
    return megabytes(pid, 'VmHWM')
  })
  bench.log(`Memory of a trainer over ${EPOCHS} epochs ...`)
  const looks = await withTrainer(bench, 'small', smallOf(recipe), async ({ pid, train }) => {
    const found = []
    for (let epoch = EPOCHS_PER_LOOK; epoch <= EPOCHS; epoch += EPOCHS_PER_LOOK) {
      await train(EPOCHS_PER_LOOK)
      found.push({ x: epoch, y: megabytes(pid, 'VmRSS') })
    }
    return found
  })
  const perEpoch = slopeOf(looks.filter(({ x }) => x > SETTLED_AFTER))
  const growth = perEpoch * EPOCHS
  const note = `${(perEpoch * 1000).toFixed(2)} kB an epoch after the first ${SETTLED_AFTER}`
  return {
    rows: [
      measured('memory', figureOf([peak]), 'highest resident size, shared libraries included'),
      measured('growth', figureOf([growth]), note),
    ],
    details: { memory: { peak, looks: looks.map(({ y }) => y) } },
  }
}

/**
 * @template T
 * @param {import('./section.mjs').Bench} bench @param {string} name @param {any} recipe
 * @param {(trainer: import('./learner.mjs').Contender) => Promise<T>} use
 * @returns {Promise<T>}
 */
function withTrainer({ work, threads, compiler, folder }, name, recipe, use) {
  const checkpoints = { folder: join(folder, `checkpoints-${name}`), everyEpochs: 1 }
  mkdirSync(checkpoints.folder)
  const parts = { name, recipe: { ...recipe, compiler }, work, threads, checkpoints }
  return withContenders([() => startTrainer(parts)], async ([trainer]) => {
    if (!trainer) throw new Error('the trainer did not start')
    return use(trainer)
  })
}

/** A network and a draw so small that 500 epochs take seconds. @param {any} recipe */
const smallOf = (recipe) => ({
  ...recipe,
  data: { ...recipe.data, subset: { ...recipe.data.subset, count: 4_000 } },
  model: {
    layers: [
      { kind: 'flatten' },
      { kind: 'dense', units: 32, activation: 'relu' },
      { kind: 'dense', units: 10, activation: 'softmax' },
    ],
  },
})

/**
 * @param {number} pid @param {'VmRSS' | 'VmHWM'} what resident size, now or at its highest
 */
function megabytes(pid, what) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]
  return (Number(kilobytes) * 1024) / 1e6
}
