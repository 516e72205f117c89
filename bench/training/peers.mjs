import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startLearner } from './learner.mjs'
import { peersFolder } from './peers-environment.mjs'

/** Everyone is measured on the processor. */
export const onProcessor = () => ({
  ...process.env,
  CUDA_VISIBLE_DEVICES: '',
  TF_CPP_MIN_LOG_LEVEL: '3',
  PYTHONUNBUFFERED: '1',
})

/** Name, program and flag of each peer in Python. */
const programs = /** @type {const} */ ({
  kerasFit: ['Keras fit', 'keras_fit.py'],
  kerasJit: ['Keras fit, jit_compile', 'keras_fit.py', '--jit'],
  torchEager: ['PyTorch, eager', 'torch_step.py'],
  torchCompile: ['PyTorch, torch.compile', 'torch_step.py', '--compile'],
  jaxScan: ['JAX, scan', 'jax_scan.py'],
})

/** @typedef {keyof typeof programs} PeerId */

/** @param {PeerId} id */
export const peerName = (id) => programs[id][0]

/**
 * The command line of a peer in Python.
 * @param {string} python @param {string} script @param {string} workFile @param {string[]} flags
 */
export const peerCommand = (python, script, workFile, flags = []) => ({
  program: python,
  args: [join(peersFolder, script), workFile, ...flags],
})

/** @param {PeerId} id @param {string} python @param {string} workFile */
export function startPeer(id, python, workFile) {
  const [name, script, ...flags] = programs[id]
  return startLearner({
    name,
    ...peerCommand(python, script, workFile, flags),
    env: onProcessor(),
  })
}

/** tfjs-node's own training, the peer in Node. */
export const tfjsFitName = 'tfjs-node fit'

/** @param {string} workFile */
export const startTfjsFit = (workFile) =>
  startLearner({
    name: tfjsFitName,
    program: process.execPath,
    args: [fileURLToPath(new URL('tfjs-fit.mjs', import.meta.url)), workFile],
    env: onProcessor(),
  })
