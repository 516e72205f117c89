import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { nodeError, runCommand } from './command.mjs'
import { bytesBelow, moveFolder, replaceFolder, withTemporaryFolder } from './folders.mjs'
import {
  ADDON,
  addonFolders,
  tensorflowDir,
  tfjsNodeDir,
  tfjsPackage,
} from './tensorflow-layout.mjs'
import { unlinkBuild } from './tensorflow-link.mjs'
import { stampBuild } from './tensorflow-stamp.mjs'
import { Unavailable } from './ways.mjs'

const INSTALL_MS = 15 * 60_000
const STALL_MS = 60_000

/** @param {import('./context.mjs').Context} context */
export function installedDir(context) {
  return tensorflowDir(context, `tfjs-node-${tfjsPackage(context.checkout).version}`)
}

/**
 * tfjs-node's own installer: an older TensorFlow and a ready-made addon from its makers' server.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<string>} its folder in the cache
 */
export async function runInstaller(context) {
  const tfjs = tfjsNodeDir(context.checkout)
  if (!hasOwnFiles(context.checkout)) await install(context, tfjs)
  const dir = installedDir(context)
  await withTemporaryFolder(dir, async (temporary) => {
    const fresh = join(temporary, 'build')
    mkdirSync(fresh)
    for (const name of ['lib', 'deps']) moveFolder(join(tfjs, name), join(fresh, name))
    await stampBuild(context, fresh, { version: 'of tfjs-node', build: 'cpu' })
    replaceFolder(fresh, dir)
  })
  return dir
}

/** @param {import('./context.mjs').Context} context @param {string} tfjs */
async function install(context, tfjs) {
  if (context.offline) throw new Unavailable('offline: only what is cached is used')
  unlinkBuild(context.checkout)
  const manifest = join(tfjs, 'package.json')
  const before = readFileSync(manifest)
  const bin = join(context.checkout, 'node_modules', '.bin')
  const path = [bin, context.env.PATH ?? context.env.Path ?? ''].join(delimiter)
  const progress = context.log.progress({ label: 'Downloading TensorFlow for tfjs-node' })
  try {
    const result = await runCommand(process.execPath, [join('scripts', 'install.js')], {
      cwd: tfjs,
      env: { ...context.env, PATH: path },
      timeoutMs: INSTALL_MS,
      stallMs: STALL_MS,
      activity: () => {
        const bytes = bytesBelow(join(tfjs, 'deps'))
        progress.update(bytes)
        return bytes
      },
    })
    if (!hasOwnFiles(context.checkout)) {
      throw new Error(result.ended ?? nodeError(result.output))
    }
  } finally {
    progress.end()
    // The installer writes its own package.json and, when ended half-way, does not restore it.
    writeFileSync(manifest, before)
  }
}

/** Whether `lib` is a real folder with an addon, not our link. @param {string} checkout */
function hasOwnFiles(checkout) {
  const tfjs = tfjsNodeDir(checkout)
  const lib = lstatSync(join(tfjs, 'lib'), { throwIfNoEntry: false })
  const deps = lstatSync(join(tfjs, 'deps'), { throwIfNoEntry: false })
  if (!lib?.isDirectory() || !deps?.isDirectory()) return false
  return addonFolders(checkout).some((name) => existsSync(join(tfjs, name, ADDON)))
}
