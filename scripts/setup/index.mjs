import { join } from 'node:path'
import { setUpBuild } from './build.mjs'
import { createContext } from './context.mjs'
import { setUpDataset } from './dataset.mjs'
import { setUpElectron } from './electron.mjs'
import { setUpElectron9 } from './electron9.mjs'
import { readJson, writeJson } from './files.mjs'
import { makeFolder } from './folders.mjs'
import { messageFor } from './messages.mjs'
import { setUpNpm } from './npm.mjs'
import { stateDir } from './paths.mjs'
import { setUpTensorflow } from './tensorflow.mjs'

/** @typedef {'npm' | 'build' | 'tensorflow' | 'electron' | 'dataset' | 'electron9'} PartName */

/**
 * @typedef {object} Parts what parts.json holds
 * @property {string} node the Node that runs trainers
 * @property {string} cache folder of caches that all checkouts share
 * @property {string} cache folder of what all checkouts share
 * @property {import('./tensorflow.mjs').TensorflowPart} [tensorflow]
 * @property {import('./electron.mjs').ElectronPart} [electron]
 * @property {import('./electron.mjs').ElectronPart} [electron9]
 * @property {import('./dataset.mjs').DatasetPart} [dataset]
 */

/** The set-up failed for a reason that the message explains; no stack is wanted. */
export class SetUpFailed extends Error {}

const FINDERS = {
  tensorflow: setUpTensorflow,
  electron: setUpElectron,
  electron9: setUpElectron9,
  dataset: setUpDataset,
}

/** @param {string} checkout where the result of the set-up lies */
export function partsFile(checkout) {
  return join(stateDir(checkout), 'parts.json')
}

/**
 * Makes the wanted parts ready, doing only what is missing. npm packages and the build must
 * succeed; what else cannot be had is told on standard error and recorded.
 * @param {{ parts: PartName[], required?: PartName[] }
 *   & Partial<import('./context.mjs').Context>} options `required` parts must succeed as well
 * @returns {Promise<Parts>}
 */
export async function setUp({ parts, required = [], ...given }) {
  const context = createContext({
    ...given,
    retry: given.retry || required.length > 0 || undefined,
  })
  makeCache(context)
  if (parts.includes('npm')) await must('npm packages', () => setUpNpm(context))
  if (parts.includes('build')) await must('build', () => setUpBuild(context))
  const before = readJson(partsFile(context.checkout))
  /** @type {any} */
  const result = {
    ...(before?.cache === context.cache ? before : {}),
    node: process.execPath,
    cache: context.cache,
  }
  for (const name of /** @type {const} */ (['tensorflow', 'electron', 'electron9', 'dataset'])) {
    if (!parts.includes(name)) continue
    await must(name, async () => (result[name] = await FINDERS[name](context)))
    const message = messageFor(name, result[name], context)
    if (message && required.includes(name) && isMissing(result[name])) {
      throw new SetUpFailed(message)
    }
    if (message) context.log.say(message)
  }
  writeJson(partsFile(context.checkout), result)
  return result
}

/** @param {any} part */
function isMissing({ kind, executable, dir }) {
  return kind === 'wasm' || executable === null || (kind === undefined && dir === null)
}

/** @param {import('./context.mjs').Context} context */
function makeCache({ cache }) {
  try {
    makeFolder(cache)
  } catch (error) {
    const why = /** @type {Error} */ (error).message
    throw new SetUpFailed(
      `Cannot make the cache folder ${cache}: ${why}.\n` +
        'Make it writable, or set COOLDOWN_CACHE to a folder that is.',
    )
  }
}

/** @param {string} what @param {() => Promise<unknown>} work */
async function must(what, work) {
  try {
    await work()
  } catch (error) {
    const { message } = /** @type {Error} */ (error)
    throw new SetUpFailed(`Set-up stopped at ${what}: ${message}`, { cause: error })
  }
}
