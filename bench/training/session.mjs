import { importBundled } from '../../scripts/bundled.mjs'

/** Images validated in one call, as the trainer does. */
const VALIDATION_PART = 1_000

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/**
 * A session of the engine that the trainer would take, in this process, with the trainer's chunks.
 * @param {{ recipe: any, dataFile: string }} given
 */
export async function openSession({ recipe, dataFile }) {
  const trainer = await importBundled(
    `export { ChunkPacer } from './trainer/chunk-pacer'
     export { loadEngine } from './trainer/load-engine'
     export { loadTrainingData } from './trainer/training-data'
     export { initialWeights } from './trainer/weights'
     export { shuffledIndices } from '../shared/domain/random/sample'
     export { randomStream } from '../shared/domain/random/streams'
     export { splitSizes } from '../shared/domain/recipe'`,
    'src/main',
  )
  const { loadEngine, loadTrainingData, initialWeights, randomStream } = trainer
  const engine = await loadEngine()
  const session = engine.createSession({
    recipe,
    ...loadTrainingData(recipe, dataFile),
    weights: initialWeights(recipe.model, randomStream(1, 'weights')),
    dropoutSeed: 1,
  })
  const { validationImages, stepsPerEpoch } = trainer.splitSizes(recipe)
  return {
    version: engine.version,
    stepsPerEpoch,
    trainEpoch: epochTrainer(trainer, recipe, session),
    /** Share of the validation images that are right. */
    validate: async () => {
      let correct = 0
      for (let from = 0; from < validationImages; from += VALIDATION_PART) {
        await nextTurn()
        const to = Math.min(from + VALIDATION_PART, validationImages)
        correct += session.evaluate(0, from, to).correct
      }
      return correct / validationImages
    },
  }
}

/** @param {any} trainer @param {any} recipe @param {any} session */
function epochTrainer({ ChunkPacer, shuffledIndices, randomStream, splitSizes }, recipe, session) {
  const { trainImages, stepsPerEpoch } = splitSizes(recipe)
  const { batchSize, schedule } = recipe
  const shuffles = randomStream(1, 'shuffle')
  const pacer = new ChunkPacer()
  let epoch = 0
  return async () => {
    const order = shuffledIndices(shuffles, trainImages)
    const rate = schedule.initial * Math.exp(-schedule.k * epoch)
    for (let from = 0; from < stepsPerEpoch;) {
      await nextTurn()
      const steps = pacer.next(stepsPerEpoch - from)
      const before = performance.now()
      session.trainSteps({
        firstStep: epoch * stepsPerEpoch + from,
        order: order.subarray(from * batchSize, (from + steps) * batchSize),
        rates: new Float64Array(steps).fill(rate),
        momenta: null,
      })
      pacer.took(steps, performance.now() - before)
      from += steps
    }
    epoch += 1
  }
}
