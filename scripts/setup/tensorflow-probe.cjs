/* Run by the set-up in a process of its own: loads tfjs-node from the folder it is started in,
   computes a matrix product and prints what did it. */
const { createRequire } = require('node:module')
const { join } = require('node:path')
const util = require('node:util')

// tfjs-node 4.22 calls these two, which Node 23 no longer has.
util.isNullOrUndefined ??= (value) => value === null || value === undefined
util.isArray ??= Array.isArray

const tf = createRequire(join(process.cwd(), 'package.json'))('@tensorflow/tfjs-node')
const product = tf.tidy(
  () =>
    tf
      .matMul(tf.ones([3, 2]), tf.ones([2, 3]))
      .sum()
      .dataSync()[0],
)
const { binding, isUsingGpuDevice } = tf.backend()
const found = { product, version: binding.TF_Version, gpu: isUsingGpuDevice }
process.stdout.write('\n' + JSON.stringify(found) + '\n')
