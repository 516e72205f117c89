import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { readJson, writeJson, writeJsonIfPossible } from './files.mjs'
import { compareStamps, stampFiles } from './stamp.mjs'
import { tfjsPackage } from './tensorflow-layout.mjs'
import { Unavailable } from './ways.mjs'

const STAMP = 'stamp.json'

/** @typedef {{ version: string, build: string }} Build */

/**
 * Records what a finished build holds.
 * @param {import('./context.mjs').Context} context
 * @param {string} dir
 * @param {Build} build
 */
export async function stampBuild(context, dir, { version, build }) {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== STAMP)
    .map((entry) => relative(dir, join(entry.parentPath ?? entry.path, entry.name)))
    .sort()
  const tfjs = tfjsPackage(context.checkout).version
  writeJson(join(dir, STAMP), { version, build, tfjs, files: await stampFiles(dir, names) })
}

/**
 * Checks a build in the cache against its stamp.
 * @param {import('./context.mjs').Context} context
 * @param {string} dir
 * @returns {Promise<Build>}
 */
export async function checkBuild(context, dir) {
  const stamp = readJson(join(dir, STAMP))
  if (!stamp?.files) throw new Unavailable('not in the cache yet')
  const tfjs = tfjsPackage(context.checkout).version
  if (stamp.tfjs !== tfjs) {
    throw new Unavailable(`cached for tfjs-node ${stamp.tfjs}, needed for ${tfjs}`)
  }
  const { complaint, touched } = await compareStamps(dir, stamp.files)
  if (complaint) throw new Error(`damaged in the cache, not used: ${join(dir, complaint)}`)
  if (touched) await restamp(dir, stamp)
  return { version: stamp.version, build: stamp.build }
}

/** The files are as they were, only their times differ. @param {string} dir @param {any} stamp */
async function restamp(dir, stamp) {
  const files = await stampFiles(dir, Object.keys(stamp.files))
  writeJsonIfPossible(join(dir, STAMP), { ...stamp, files })
}
