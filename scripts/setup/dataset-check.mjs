import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, writeJsonIfPossible } from './files.mjs'
import { verifyIdxFile } from './idx.mjs'
import { Unavailable } from './ways.mjs'

/**
 * Checks the four files of a folder, each by size and time if it was verified before. The stamp
 * lies in the cache, never in the folder, which may be the user's own.
 * @param {import('./context.mjs').Context} context
 * @param {string} folder
 */
export function verifyDataset(context, folder) {
  if (!existsSync(folder)) throw new Unavailable(`there is no folder ${folder}`)
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  const stampFile = join(context.cache, 'datasets', 'stamps', `${key}.json`)
  const before = readJson(stampFile) ?? {}
  /** @type {Record<string, unknown>} */
  const after = {}
  for (const [name, pin] of Object.entries(context.pins.dataset.files)) {
    const file = join(folder, name)
    const look = () => {
      const found = statSync(file, { throwIfNoEntry: false })
      return { bytes: found?.size, mtimeMs: found?.mtimeMs, sha256: pin.sha256 }
    }
    after[name] = look()
    if (JSON.stringify(before[name]) === JSON.stringify(after[name])) continue
    try {
      verifyIdxFile(file, pin)
    } catch (error) {
      throw new Error(`in ${folder}: ${/** @type {Error} */ (error).message}`, { cause: error })
    }
  }
  if (JSON.stringify(before) !== JSON.stringify(after)) writeJsonIfPossible(stampFile, after)
}
