import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importBundled } from '../../scripts/bundled.mjs'

/** The rate changes with every epoch, from where everything learns and nothing diverges. */
const schedule = { kind: 'exponential', per: 'epoch', initial: 0.1, k: 0.01 }

/**
 * What all train: the article's network on its 20,000 images, 4,000 of them held out.
 * @typedef {object} Work
 * @property {string} dataFile the decoded data set
 * @property {any} recipe of ours; runs differ in `totalEpochs`
 * @property {any} cnnRecipe the same with the convolutional preset
 * @property {(surroundings: object, ours: NodeJS.ProcessEnv) => NodeJS.ProcessEnv} trainerEnvironment
 * @property {string[]} trainerFlags of its Node
 * @property {(name: string, more?: object) => string} describe writes the work for a peer, returns the file
 * @property {(epochs: number) => { id: string }[]} trials the article's, with each epoch's rate
 */

/**
 * @param {string} folder for the files that peers read
 * @param {string} dataFile
 * @returns {Promise<Work>}
 */
export async function prepareWork(folder, dataFile) {
  const domain = await importBundled(
    `export { articleTemplate } from './shared/domain/article'
     export { modelPresets } from './shared/domain/presets'
     export { MersenneTwister } from './shared/domain/random/mersenne-twister'
     export { sampleIndices } from './shared/domain/random/sample'
     export { compileSchedule } from './shared/domain/schedule'
     export { fashionMnist, splitSizes } from './shared/domain/recipe'
     export { trainerEnvironment, trainerFlags } from './main/trainer-host/environment'`,
    'src',
  )
  const { articleTemplate, modelPresets, trainerEnvironment, trainerFlags } = domain
  const article = articleTemplate.trials.find((/** @type {any} */ { id }) => id === 'exponential')
  const recipe = { ...article.recipe, schedule }
  const cnn = modelPresets.find((/** @type {any} */ { id }) => id === 'lenet')
  const indicesFile = join(folder, 'indices.bin')
  writeFileSync(indicesFile, littleEndian(articleIndices(domain, recipe)))
  return {
    dataFile,
    recipe,
    cnnRecipe: { ...recipe, model: cnn.model },
    trainerEnvironment,
    trainerFlags,
    trials: (epochs) =>
      articleTemplate.trials.map((/** @type {any} */ trial) =>
        trialForPeers(domain, trial, epochs),
      ),
    describe: (name, more = {}) => {
      const file = join(folder, `${name}.json`)
      const { trainImages } = domain.splitSizes(recipe)
      const { batchSize, model } = recipe
      const own = { layers: model.layers, rate: schedule, ...more }
      const described = { dataFile, indicesFile, trainImages, batchSize, ...own }
      writeFileSync(file, JSON.stringify(described))
      return file
    },
  }
}

/** @param {any} domain @param {any} recipe @returns {Uint32Array} */
function articleIndices({ MersenneTwister, sampleIndices, fashionMnist }, { data }) {
  const { seed, count } = data.subset
  return sampleIndices(new MersenneTwister([seed]), fashionMnist.trainImages, count)
}

/** @param {Uint32Array} values */
function littleEndian(values) {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, index) => bytes.writeUInt32LE(value, 4 * index))
  return bytes
}

/**
 * A trial as Keras's scripts read it: the rate of each epoch, or the schedule for each step.
 * @param {any} domain @param {any} trial @param {number} epochs
 */
function trialForPeers({ compileSchedule, splitSizes }, { id, recipe }, epochs) {
  const { stepsPerEpoch } = splitSizes(recipe)
  const { initialState, rateAt } = compileSchedule(recipe.schedule, {
    totalEpochs: epochs,
    stepsPerEpoch,
  })
  const { kind, per } = recipe.schedule
  return {
    id,
    layers: recipe.model.layers,
    optimizer: recipe.optimizer.kind,
    validation: recipe.data.validation.kind,
    rates: Array.from({ length: epochs }, (_, epoch) =>
      rateAt(epoch * stepsPerEpoch, initialState),
    ),
    inverseTime: kind === 'inverse-time' && per === 'step' ? recipe.schedule : null,
  }
}
