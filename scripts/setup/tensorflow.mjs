import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, writeJson } from './files.mjs'
import { withLock } from './lock.mjs'
import { stateDir } from './paths.mjs'
import { tfjsPackage } from './tensorflow-layout.mjs'
import { isLinked, unlinkBuild } from './tensorflow-link.mjs'
import { steps, tensorflowWays } from './tensorflow-ways.mjs'
import { firstThatWorks } from './ways.mjs'

/**
 * @typedef {object} TensorflowPart
 * @property {'native' | 'wasm'} kind
 * @property {string} source folder, cache, pypi, tfjs-installer or none
 * @property {string} version
 * @property {string | null} build cpu or cuda; null without native TensorFlow
 * @property {string | null} dir
 * @property {boolean} gpu whether TensorFlow saw a GPU when it was last chosen
 * @property {import('./ways.mjs').Tried[]} tried
 */

/**
 * Makes native TensorFlow ready for tfjs-node in this checkout, by the first way that works.
 * @param {import('./context.mjs').Context} context
 * @param {typeof steps} [use] the steps that do the work
 * @returns {Promise<TensorflowPart>}
 */
export async function setUpTensorflow(context, use = steps) {
  const ready = await findReady(context, use)
  if (ready) return ready
  return withLock(context, 'tensorflow', async () => {
    const ways = await tensorflowWays(context, use)
    const { value, source, tried } = await firstThatWorks(context, ways)
    if (value) {
      writeJson(stateFile(context), { ...value, wish: wishOf(context), source })
      return { kind: 'native', source, ...value, tried }
    }
    unlinkBuild(context.checkout)
    const { version } = tfjsPackage(context.checkout)
    return { kind: 'wasm', source: 'none', version, build: null, dir: null, gpu: false, tried }
  })
}

/** @param {import('./context.mjs').Context} context */
function stateFile({ checkout }) {
  return join(stateDir(checkout), 'tensorflow.json')
}

/**
 * What the answer depends on: when it changes, a ready build is chosen again.
 * @param {import('./context.mjs').Context} context
 */
function wishOf({ checkout, cache, env, arch }) {
  const { version } = tfjsPackage(checkout)
  const { COOLDOWN_TENSORFLOW: folder = '', COOLDOWN_TENSORFLOW_BUILD: build = '' } = env
  return [version, process.version, arch, cache, folder, build].join('|')
}

/**
 * The warm path: linked, unchanged since it was last seen to work.
 * @param {import('./context.mjs').Context} context
 * @param {typeof steps} use
 * @returns {Promise<TensorflowPart | undefined>}
 */
async function findReady(context, use) {
  const state = readJson(stateFile(context))
  if (state?.wish !== wishOf(context) || context.retry) return undefined
  if (!isLinked(context.checkout, state.dir)) return undefined
  const { version, build, dir, gpu } = state
  try {
    if (state.source !== 'folder') await use.checkBuild(context, dir)
    else if (!existsSync(join(dir, 'lib'))) return undefined
  } catch {
    // Damaged or gone: the full search says so and mends it.
    return undefined
  }
  const source = state.source === 'folder' ? 'folder' : 'cache'
  return { kind: 'native', source, version, build, dir, gpu, tried: [] }
}
