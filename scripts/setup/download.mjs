import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { hashFile } from './files.mjs'
import { listNames, makeFolder } from './folders.mjs'
import { get } from './http.mjs'
import { isAlive } from './processes.mjs'

const STALL_MS = 30_000
const ATTEMPTS = 3

/**
 * @typedef {object} Download
 * @property {string} url
 * @property {string} to the file; it appears only when complete and verified
 * @property {number} bytes
 * @property {string} sha256
 * @property {number} [stallMs] gives up when no byte arrives for this long
 */

/**
 * Downloads one pinned file: goes on where an earlier try stopped, verifies, then renames.
 * @param {import('./context.mjs').Context} context
 * @param {Download} what
 */
export async function download(context, what) {
  makeFolder(dirname(what.to))
  const part = adoptPart(what)
  const progress = context.log.progress({
    label: `Downloading ${basename(what.to)}`,
    total: what.bytes,
    from: sizeOf(part),
  })
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await fetchRest(context, what, part, progress)
        await verify(part, what)
        break
      } catch (error) {
        if (attempt === ATTEMPTS || /** @type {any} */ (error).final) throw error
      }
    }
  } finally {
    progress.end()
  }
  renameSync(part, what.to)
}

/**
 * Takes over what a killed process left of the same file, so that it is resumed.
 * @param {Download} what
 */
function adoptPart({ to, sha256 }) {
  const stem = `${basename(to)}.${sha256.slice(0, 8)}.part-`
  const mine = join(dirname(to), `${stem}${process.pid}`)
  for (const name of listNames(dirname(to))) {
    if (!name.startsWith(stem) || isAlive(Number(name.slice(stem.length)))) continue
    const left = join(dirname(to), name)
    if (sizeOf(left) > sizeOf(mine)) renameSync(left, mine)
    else rmSync(left, { force: true })
  }
  return mine
}

/**
 * @param {import('./context.mjs').Context} context
 * @param {Download} what
 * @param {string} part
 * @param {import('./progress.mjs').Progress} progress
 */
async function fetchRest(context, what, part, progress) {
  const { url, bytes, stallMs = STALL_MS } = what
  if (sizeOf(part) > bytes) rmSync(part)
  const from = sizeOf(part)
  if (from === bytes) return
  /** @type {Record<string, string>} */
  const headers = from > 0 ? { range: `bytes=${from}-` } : {}
  const response = await get(url, { headers, env: context.env, stallMs })
  const resumes = response.statusCode === 206
  if (resumes && !response.headers['content-range']?.startsWith(`bytes ${from}-`)) {
    response.destroy()
    rmSync(part, { force: true })
    throw new Error(`${url} answered with another part of the file than asked for`)
  }
  if (response.statusCode !== 200 && !resumes) {
    response.destroy()
    if (response.statusCode === 416) rmSync(part, { force: true })
    const final = response.statusCode !== 416 && (response.statusCode ?? 0) < 500
    throw Object.assign(new Error(`${url} answered HTTP ${response.statusCode}`), { final })
  }
  let done = resumes ? from : 0
  const bounded = async function* (/** @type {AsyncIterable<Buffer>} */ source) {
    for await (const chunk of source) {
      done += chunk.length
      if (done > bytes) throw new Error(`${url} sends more than the expected ${bytes} bytes`)
      progress.update(done)
      yield chunk
    }
  }
  const stalled = new Error(`${url} stalled: no byte for ${stallMs / 1000} s after ${done} bytes`)
  response.setTimeout(stallMs, () => response.destroy(stalled))
  const sink = createWriteStream(part, { flags: resumes ? 'a' : 'w' })
  await pipeline(response, bounded, sink)
}

/** @param {string} part @param {Download} what */
async function verify(part, { url, bytes, sha256 }) {
  const size = sizeOf(part)
  if (size !== bytes) throw new Error(`${url} gave ${size} bytes, expected ${bytes}`)
  const found = await hashFile(part)
  if (found === sha256) return
  rmSync(part, { force: true })
  throw new Error(`${url} gave a file with SHA-256 ${found}, expected ${sha256}`)
}

/** @param {string} file */
function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
