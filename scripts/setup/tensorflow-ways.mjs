import { hasNvidiaGpu } from './gpu.mjs'
import { probeTensorflow } from './tensorflow-check.mjs'
import { buildFromFolder } from './tensorflow-folder.mjs'
import { installedDir, runInstaller } from './tensorflow-installer.mjs'
import { tensorflowDir } from './tensorflow-layout.mjs'
import { linkBuild } from './tensorflow-link.mjs'
import { checkBuild } from './tensorflow-stamp.mjs'
import { buildFromWheel } from './tensorflow-wheel.mjs'

/** The steps of which the ways consist; tests put others in their place. */
export const steps = {
  checkBuild,
  buildFromWheel,
  buildFromFolder,
  runInstaller,
  linkBuild,
  probeTensorflow,
  hasNvidiaGpu,
}

/** @typedef {import('./context.mjs').Context} Context */

/** @typedef {{ dir: string, build: 'cpu' | 'cuda', version: string, gpu: boolean }} Found */

/**
 * The ways to native TensorFlow, in the order in which they are tried.
 * @param {Context} context
 * @param {typeof steps} use
 * @returns {Promise<import('./ways.mjs').Way<Found>[]>}
 */
export async function tensorflowWays(context, use) {
  const { COOLDOWN_TENSORFLOW: folder, COOLDOWN_TENSORFLOW_BUILD: wanted } = context.env
  const gpu = wanted !== 'cpu' && (await use.hasNvidiaGpu(context))
  const installer = installedDir(context)
  const ways = [
    ...(gpu ? pinnedWays(context, use, 'cuda') : []),
    ...pinnedWays(context, use, 'cpu'),
    proven(context, use, {
      name: "cached result of tfjs-node's installer",
      source: 'cache',
      run: () => use.checkBuild(context, installer).then(() => installer),
    }),
    proven(context, use, {
      name: "tfjs-node's own installer",
      source: 'tfjs-installer',
      remember: true,
      run: () => use.runInstaller(context),
    }),
  ]
  if (!folder) return ways
  const run = () => use.buildFromFolder(context, folder)
  return [proven(context, use, { name: `folder ${folder}`, source: 'folder', run }), ...ways]
}

/**
 * One build of the pinned version: from the cache, else from its wheel.
 * @param {Context} context
 * @param {typeof steps} use
 * @param {'cpu' | 'cuda'} build
 */
function pinnedWays(context, use, build) {
  const { version } = context.pins.tensorflow
  const dir = tensorflowDir(context, `${version}-${build}`)
  const cached = {
    name: `cached TensorFlow ${version} (${build})`,
    source: 'cache',
    run: () => use.checkBuild(context, dir).then(() => dir),
  }
  const wheel = {
    name: `TensorFlow ${version} (${build}) from PyPI`,
    source: 'pypi',
    remember: true,
    run: () => use.buildFromWheel(context, build),
  }
  return [proven(context, use, cached, build), proven(context, use, wheel, build)]
}

/**
 * A build counts only when tfjs-node, linked to it, really computes with it.
 * @param {Context} context
 * @param {typeof steps} use
 * @param {import('./ways.mjs').Way<string>} way that gives a folder
 * @param {'cpu' | 'cuda'} [build]
 * @returns {import('./ways.mjs').Way<Found>}
 */
function proven(context, use, way, build = 'cpu') {
  const run = async () => {
    const dir = await way.run()
    use.linkBuild(context, dir)
    return { dir, build, ...(await use.probeTensorflow(context)) }
  }
  return { ...way, run }
}
