// The article's epoch with tfjs-node's own layers and `fit`: a peer, run as a program of its own.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { serveEpochs } from './serve-epochs.mjs'

const images = 60_000
const pixels = 784

const require = createRequire(import.meta.url)
// tfjs-node 4.22 calls two helpers that Node 23 removed.
Object.assign(require('node:util'), {
  isNullOrUndefined: (/** @type {unknown} */ value) => value === null || value === undefined,
  isArray: Array.isArray,
})
const tf = require('@tensorflow/tfjs-node')

const work = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))

/** @param {number} offset @param {number} bytes */
function section(offset, bytes) {
  const content = Buffer.alloc(bytes)
  const handle = openSync(work.dataFile, 'r')
  readSync(handle, content, 0, bytes, offset)
  closeSync(handle)
  return content
}

/** Images of the draw from `from` to `to`, and their labels as Keras's sparse ones. */
function chosenImages(/** @type {number} */ from, /** @type {number} */ to) {
  const all = section(0, images * pixels)
  const labels = section(images * pixels, images)
  const indices = readFileSync(work.indicesFile)
  const rows = new Float32Array((to - from) * pixels)
  const targets = new Float32Array(to - from)
  for (let row = 0; row < to - from; row++) {
    const index = indices.readUInt32LE(4 * (from + row))
    for (let pixel = 0; pixel < pixels; pixel++) {
      rows[row * pixels + pixel] = (all[index * pixels + pixel] ?? 0) / 255
    }
    targets[row] = labels[index] ?? 0
  }
  return [tf.tensor2d(rows, [to - from, pixels]), tf.tensor1d(targets)]
}

const model = tf.sequential()
work.layers
  .filter((/** @type {any} */ { kind }) => kind === 'dense')
  .forEach((/** @type {any} */ { units, activation }, /** @type {number} */ index) =>
    model.add(
      tf.layers.dense({ units, activation, ...(index === 0 ? { inputShape: [pixels] } : {}) }),
    ),
  )
model.compile({
  optimizer: tf.train.sgd(work.rate.initial),
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
})

const chosen = readFileSync(work.indicesFile).length / 4
const [rows, labels] = chosenImages(0, work.trainImages)
const validationData = chosenImages(work.trainImages, chosen)
let done = 0

await serveEpochs({ tfjs: tf.version.tfjs, tensorflow: tf.backend().binding.TF_Version }, train)

/** @param {number} epochs @param {(epoch: object) => void} told */
async function train(epochs, told) {
  let before = performance.now()
  await model.fit(rows, labels, {
    batchSize: work.batchSize,
    initialEpoch: done,
    epochs: done + epochs,
    validationData,
    verbose: 0,
    // Anything more often costs it time.
    yieldEvery: 'epoch',
    callbacks: {
      onEpochBegin: async (/** @type {number} */ epoch) => {
        model.optimizer.setLearningRate(work.rate.initial * Math.exp(-work.rate.k * epoch))
      },
      onEpochEnd: async (/** @type {number} */ _, /** @type {any} */ logs) => {
        const now = performance.now()
        told({ seconds: (now - before) / 1000, loss: logs.loss, valAccuracy: logs.val_acc })
        before = now
      },
    },
  })
  done += epochs
}
