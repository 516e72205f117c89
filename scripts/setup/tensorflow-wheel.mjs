import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFolder, withTemporaryFolder } from './folders.mjs'
import { pipDownload } from './pip.mjs'
import { compileAddon, findCompiler } from './tensorflow-addon.mjs'
import { WHEEL_LIBRARIES, tensorflowDir } from './tensorflow-layout.mjs'
import { stampBuild } from './tensorflow-stamp.mjs'
import { Unavailable } from './ways.mjs'
import { extract } from './zip.mjs'

const MUSL = 'the wheels need glibc, and this system has another C library'

/**
 * Puts a build into the cache: the libraries from the pinned wheel, the addon compiled here.
 * @param {import('./context.mjs').Context} context
 * @param {'cpu' | 'cuda'} build
 * @returns {Promise<string>} its folder
 */
export async function buildFromWheel(context, build) {
  const { version, builds, ...tags } = context.pins.tensorflow
  const wheels = builds[`${build}-${context.platform}-${context.arch}`]
  if (!wheels) {
    throw new Unavailable(`no wheel to link against for ${context.platform} ${context.arch}`)
  }
  if (context.platform === 'linux' && !hasGlibc()) throw new Unavailable(MUSL)
  findCompiler(context)
  const dir = tensorflowDir(context, `${version}-${build}`)
  await withTemporaryFolder(dir, async (folder) => {
    const fresh = join(folder, 'build')
    for (const wheel of wheels) {
      const parts = join(folder, wheel.name)
      mkdirSync(parts, { recursive: true })
      const archive = await pipDownload(context, wheel, tags, parts)
      await unpack(context, archive, fresh, wheel.name)
      rmSync(parts, { recursive: true })
    }
    const libraries = librariesFor(context.platform)
    const include = join(fresh, 'deps', 'include')
    await compileAddon(context, { dir: fresh, include, libraries })
    rmSync(include, { recursive: true })
    await stampBuild(context, fresh, { version, build })
    replaceFolder(fresh, dir)
  })
  return dir
}

/**
 * @param {import('./context.mjs').Context} context
 * @param {string} archive
 * @param {string} dir
 * @param {string} name
 */
async function unpack(context, archive, dir, name) {
  const progress = context.log.progress({ label: `Unpacking ${name}` })
  const libraries = librariesFor(context.platform)
  const wanted = (/** @type {string} */ entry) => wheelTarget(entry, libraries)
  const written = await extract(archive, dir, wanted, progress.update).finally(progress.end)
  if (written.length === 0) throw new Error(`the wheel ${name} holds none of the expected files`)
}

/**
 * Where a file of a wheel goes. TensorFlow looks for CUDA in `../nvidia` beside its own folder.
 * @param {string} entry
 * @param {string[]} libraries
 * @returns {string | undefined} undefined for the rest, which is not kept
 */
export function wheelTarget(entry, libraries) {
  const [top, ...rest] = entry.split('/')
  if (top === 'tensorflow') {
    if (rest.length === 1 && libraries.includes(rest[0] ?? '')) return `deps/lib/${rest[0]}`
    if (rest[0] === 'include' && isHeader(rest.slice(1).join('/'))) return `deps/${rest.join('/')}`
  }
  const isCuda = top === 'nvidia' && ['lib', 'bin', 'nvvm'].includes(rest[1] ?? '')
  return isCuda ? `deps/${entry}` : undefined
}

/** The C headers and the few that they include. @param {string} path */
function isHeader(path) {
  return /^(tensorflow\/c\/|(.*\/)?platform\/ctstring|xla\/tsl\/c\/).*\.h$/.test(path)
}

/** @param {NodeJS.Platform} platform */
function librariesFor(platform) {
  return platform === 'darwin' ? WHEEL_LIBRARIES.darwin : WHEEL_LIBRARIES.linux
}

function hasGlibc() {
  // Otherwise the report looks up names of this machine, which takes long on some networks.
  Object.assign(process.report, { excludeNetwork: true })
  const { header } = /** @type {any} */ (process.report.getReport())
  return header.glibcVersionRuntime !== undefined
}
