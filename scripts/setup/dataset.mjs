import { copyFileSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { verifyDataset } from './dataset-check.mjs'
import { fetchDebianPackage } from './dataset-debian.mjs'
import { decodeDataset } from './dataset-decode.mjs'
import { download } from './download.mjs'
import { replaceFolder, withTemporaryFolder } from './folders.mjs'
import { verifyIdxFile } from './idx.mjs'
import { readyOrFetched } from './ready.mjs'
import { Unavailable } from './ways.mjs'

/** @typedef {import('./context.mjs').Context} Context */

/**
 * @typedef {object} DatasetPart
 * @property {string | null} dir
 * @property {string} source
 * @property {import('./ways.mjs').Tried[]} tried
 * @property {import('./dataset-decode.mjs').DecodedDataset | null} decoded
 */

/**
 * Makes the verified Fashion-MNIST files ready, by the first way that works.
 * @param {Context} context
 * @returns {Promise<DatasetPart>}
 */
export async function setUpDataset(context) {
  const named = context.env.COOLDOWN_DATASET
  const dir = join(context.cache, 'datasets', 'fashion-mnist')
  const own = {
    name: `folder ${named}`,
    source: 'folder',
    run: () => checked(context, resolve(named ?? '')),
  }
  const cached = { name: 'cached files', source: 'cache', run: () => checkedCache(context, dir) }
  const { name } = context.pins.dataset.package
  const debian = {
    name: `Debian package ${name}`,
    source: 'debian',
    remember: true,
    run: () => fill(context, dir, (temporary) => fetchDebianPackage(context, temporary)),
  }
  const mirrors = context.pins.dataset.mirrors.map((/** @type {string} */ mirror) => ({
    name: `mirror ${mirror}`,
    source: 'mirror',
    remember: true,
    run: () => fill(context, dir, (temporary) => fetchMirror(context, mirror, temporary)),
  }))
  const { value, source, tried } = await readyOrFetched(context, 'dataset', {
    ready: named ? [own, cached] : [cached],
    fetch: [debian, ...mirrors],
  })
  if (value === undefined) return { dir: null, source, tried, decoded: null }
  try {
    return { dir: value, source, tried, decoded: decodeDataset(context, value) }
  } catch (error) {
    const why = /** @type {Error} */ (error).message
    return { dir: null, source, tried: [...tried, { way: 'unpacking', why }], decoded: null }
  }
}

/** @param {Context} context @param {string} folder */
function checked(context, folder) {
  verifyDataset(context, folder)
  return folder
}

/** @param {Context} context @param {string} dir */
function checkedCache(context, dir) {
  try {
    return checked(context, dir)
  } catch (error) {
    if (error instanceof Unavailable) throw new Unavailable('not in the cache yet')
    throw error
  }
}

/**
 * Fetches into a temporary folder, verifies all four files there, then puts them in place.
 * @param {Context} context
 * @param {string} dir
 * @param {(temporary: string) => Promise<string>} fetch
 */
async function fill(context, dir, fetch) {
  await withTemporaryFolder(dir, async (temporary) => {
    const from = await fetch(temporary)
    const fresh = join(temporary, 'fresh')
    mkdirSync(fresh)
    for (const [name, pin] of Object.entries(context.pins.dataset.files)) {
      verifyIdxFile(join(from, name), pin)
      copyFileSync(join(from, name), join(fresh, name))
    }
    replaceFolder(fresh, dir)
  })
  return checked(context, dir)
}

/**
 * The parts of an interrupted download lie beside the temporary folder, so they are resumed.
 * @param {Context} context
 * @param {string} mirror
 * @param {string} temporary
 */
async function fetchMirror(context, mirror, temporary) {
  if (context.offline) throw new Unavailable('offline: only what is cached is used')
  const downloads = join(context.cache, 'datasets', 'downloads')
  for (const [name, { mirrored }] of Object.entries(context.pins.dataset.files)) {
    await download(context, { url: `${mirror}/${name}`, to: join(downloads, name), ...mirrored })
    copyFileSync(join(downloads, name), join(temporary, name))
  }
  return temporary
}
