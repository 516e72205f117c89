import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, writeJsonIfPossible } from './files.mjs'

/** A failed download is not tried again on every start, but once a day. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000

/** @param {import('./context.mjs').Context} context @param {string} what */
function failureFile(context, what) {
  const key = createHash('sha256').update(what).digest('hex').slice(0, 16)
  return join(context.cache, 'failures', `${key}.json`)
}

/**
 * @param {import('./context.mjs').Context} context
 * @param {string} what
 * @param {string} why
 */
export function rememberFailure(context, what, why) {
  writeJsonIfPossible(failureFile(context, what), { what, why, at: Date.now() })
}

/**
 * Why it failed within the last day; undefined when it did not, or when a new try is wanted.
 * @param {import('./context.mjs').Context} context
 * @param {string} what
 * @returns {string | undefined}
 */
export function recallFailure(context, what) {
  const file = failureFile(context, what)
  if (context.retry) {
    rmSync(file, { force: true })
    return undefined
  }
  const found = readJson(file)
  const age = Date.now() - (found?.at ?? 0)
  return found?.what === what && age >= 0 && age < REMEMBERED_MS ? String(found.why) : undefined
}
