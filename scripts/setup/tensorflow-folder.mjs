import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { listNames, replaceFolder, withTemporaryFolder } from './folders.mjs'
import { compileAddon } from './tensorflow-addon.mjs'
import { ADDON, addonFolders } from './tensorflow-layout.mjs'

/** The C API as wheels name it, then as the C package and tfjs-node's own download name it. */
const LIBRARY = /^libtensorflow(_cc|_framework)?(\.so\.2|\.2\.dylib|\.so|\.dylib)$/

/**
 * Uses what the user has: a folder with `lib/` and `deps/` as tfjs-node has them, or one with
 * TensorFlow's libraries and C headers, for which the addon is compiled into the cache.
 * @param {import('./context.mjs').Context} context
 * @param {string} named
 * @returns {Promise<string>} a folder with `lib/` and `deps/`
 */
export async function buildFromFolder(context, named) {
  const folder = resolve(named)
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}`)
  if (isBuilt(context.checkout, folder)) return folder
  const found = findLibraries(folder)
  const include = findInclude(folder)
  if (found.length === 0) {
    throw new Error(`${folder} holds no libtensorflow_cc, libtensorflow or lib/napi-v*/${ADDON}`)
  }
  if (!include) throw new Error(`${folder} holds no include/tensorflow/c/c_api.h`)
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  const dir = join(context.cache, 'tensorflow', `folder-${key}`)
  await withTemporaryFolder(dir, async (temporary) => {
    const fresh = join(temporary, 'build')
    const deps = join(fresh, 'deps', 'lib')
    mkdirSync(deps, { recursive: true })
    for (const file of found) symlinkSync(file, join(deps, basename(file)))
    const libraries = found.map((file) => basename(file))
    await compileAddon(context, { dir: fresh, include, libraries })
    replaceFolder(fresh, dir)
  })
  return dir
}

/** @param {string} checkout @param {string} folder */
function isBuilt(checkout, folder) {
  return addonFolders(checkout).some((name) => existsSync(join(folder, name, ADDON)))
}

/**
 * One file for each library: the first ending that exists.
 * @param {string} folder
 */
function findLibraries(folder) {
  for (const place of [folder, join(folder, 'lib'), join(folder, 'deps', 'lib')]) {
    /** @type {Map<string, string>} */
    const found = new Map()
    for (const name of listNames(place).sort().reverse()) {
      const kind = LIBRARY.exec(name)
      if (kind) found.set(kind[1] ?? '', join(place, name))
    }
    if (found.has('_cc')) found.delete('')
    if (found.size > 0) return [...found.values()]
  }
  return []
}

/** @param {string} folder */
function findInclude(folder) {
  const places = [join(folder, 'include'), join(folder, 'deps', 'include')]
  return places.find((place) => existsSync(join(place, 'tensorflow', 'c', 'c_api.h')))
}
