import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { nodeError, runCommand } from './command.mjs'
import {
  checkElectron,
  electronPackageDir,
  electronProgram,
  electronVersion,
} from './electron-layout.mjs'
import { bytesBelow, moveFolder, replaceFolder, withTemporaryFolder } from './folders.mjs'
import { readyOrFetched } from './ready.mjs'
import { Unavailable } from './ways.mjs'

const DOWNLOAD_MS = 15 * 60_000
const STALL_MS = 60_000

/**
 * @typedef {object} ElectronPart
 * @property {string | null} executable
 * @property {string | null} version
 * @property {string} source override, installed, cache, download or none
 * @property {import('./ways.mjs').Tried[]} tried
 */

/** @typedef {import('./context.mjs').Context} Context */

/**
 * @param {Context} context
 * @returns {Promise<ElectronPart>}
 */
export async function setUpElectron(context) {
  const version = electronVersion(context.checkout)
  const override = context.env.ELECTRON_OVERRIDE_DIST_PATH
  const named = {
    name: `ELECTRON_OVERRIDE_DIST_PATH=${override}`,
    source: 'override',
    run: () => inFolder(context, resolve(override ?? '')),
  }
  const ready = [
    {
      name: 'installed by the npm package electron',
      source: 'installed',
      run: () => installed(context, version),
    },
    { name: `cached Electron ${version}`, source: 'cache', run: () => cached(context, version) },
  ]
  const download = {
    name: `Electron ${version}, its own download`,
    source: 'download',
    remember: true,
    run: () => downloaded(context, version),
  }
  const ways = { ready: override ? [named, ...ready] : ready, fetch: [download] }
  const { value, source, tried } = await readyOrFetched(context, 'electron', ways)
  return { executable: null, version: null, ...value, source, tried }
}

/** @param {Context} context @param {string} folder */
async function inFolder(context, folder) {
  const executable = join(folder, electronProgram(context.platform))
  return { executable, version: await checkElectron(context, executable) }
}

/** @param {Context} context @param {string} version */
function cacheFolder({ cache, platform, arch }, version) {
  return join(cache, 'electron', `${version}-${platform}-${arch}`)
}

/** @param {Context} context @param {string} version */
async function installed(context, version) {
  const dist = join(electronPackageDir(context.checkout), 'dist')
  if (!existsSync(dist)) throw new Unavailable('it has not installed a program')
  const has = readVersion(dist)
  if (has !== version) throw new Unavailable(`it has installed ${has}, needed is ${version}`)
  return inFolder(context, dist)
}

/** @param {string} dist */
function readVersion(dist) {
  try {
    return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
  } catch {
    return 'an unfinished download'
  }
}

/** @param {Context} context @param {string} version */
async function cached(context, version) {
  const folder = cacheFolder(context, version)
  if (!existsSync(folder)) throw new Unavailable('not in the cache yet')
  linkDist(context, folder)
  return inFolder(context, folder)
}

/**
 * Electron's own installer, which knows its checksums; its result is moved into the cache.
 * @param {Context} context
 * @param {string} version
 */
async function downloaded(context, version) {
  const folder = cacheFolder(context, version)
  if (context.offline) throw new Unavailable('offline: only what is cached is used')
  const home = electronPackageDir(context.checkout)
  const dist = join(home, 'dist')
  await withTemporaryFolder(folder, async (temporary) => {
    await runOwnInstaller(context, home, temporary)
    await inFolder(context, dist)
    const fresh = join(temporary, 'dist')
    moveFolder(dist, fresh)
    replaceFolder(fresh, folder)
  })
  return cached(context, version)
}

/** @param {Context} context @param {string} home @param {string} temporary */
async function runOwnInstaller(context, home, temporary) {
  rmSync(join(home, 'dist'), { recursive: true, force: true })
  const downloads = join(temporary, 'downloads')
  mkdirSync(downloads)
  const { ELECTRON_OVERRIDE_DIST_PATH: _unused, ...env } = context.env
  const progress = context.log.progress({ label: 'Downloading Electron' })
  const result = await runCommand(process.execPath, ['install.js'], {
    cwd: home,
    env: { ...env, TMPDIR: downloads, TEMP: downloads, TMP: downloads },
    timeoutMs: DOWNLOAD_MS,
    stallMs: STALL_MS,
    activity: () => {
      const bytes = bytesBelow(downloads) + bytesBelow(join(home, 'dist'))
      progress.update(bytes)
      return bytes
    },
  }).finally(progress.end)
  if (result.code === 0) return
  const unreachable = /fetch failed|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT/.test(result.output)
  const hint = unreachable ? ' (the server it downloads from cannot be reached)' : ''
  throw new Error(result.ended ?? `${nodeError(result.output)}${hint}`)
}

/** Lets `require('electron')` find the cached program as well. */
function linkDist(/** @type {Context} */ { checkout, platform }, /** @type {string} */ folder) {
  const home = electronPackageDir(checkout)
  const dist = join(home, 'dist')
  rmSync(dist, { recursive: true, force: true })
  symlinkSync(folder, dist, platform === 'win32' ? 'junction' : 'dir')
  writeFileSync(join(home, 'path.txt'), electronProgram(platform))
}
