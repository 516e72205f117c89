import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The addon uses instance data, an N-API 6 call that Node 12.14 (N-API 5) has as well. */
const OLDEST_NAPI = 5

/** The two libraries of a wheel that the addon needs; the rest of the wheel is not kept. */
export const WHEEL_LIBRARIES = {
  linux: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  darwin: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'],
}

export const ADDON = 'tfjs_binding.node'

/** @param {string} checkout */
export function tfjsNodeDir(checkout) {
  return join(checkout, 'node_modules', '@tensorflow', 'tfjs-node')
}

/** @param {string} checkout @returns {any} package.json of tfjs-node */
export function tfjsPackage(checkout) {
  return JSON.parse(readFileSync(join(tfjsNodeDir(checkout), 'package.json'), 'utf8'))
}

/**
 * Where one build of TensorFlow lies in the cache: `lib/napi-v<N>` and `deps/lib` below it.
 * @param {import('./context.mjs').Context} context
 * @param {string} build such as `2.21.0-cpu`
 */
export function tensorflowDir(context, build) {
  return join(context.cache, 'tensorflow', `${build}-${context.platform}-${context.arch}`)
}

/**
 * The folders in which tfjs-node looks for its addon, one for each N-API version. The same addon
 * serves them all, so every Node and Electron finds it, also one that is newer than this Node.
 * @param {string} checkout
 * @returns {string[]}
 */
export function addonFolders(checkout) {
  /** @type {number[]} */
  const versions = tfjsPackage(checkout).binary.napi_versions
  return versions.filter((n) => n >= OLDEST_NAPI).map((n) => join('lib', `napi-v${n}`))
}
