import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { lastLines, runCommand } from './command.mjs'
import { readJson, writeJson } from './files.mjs'
import { withLock } from './lock.mjs'
import { checkoutLock } from './npm.mjs'

const SOURCES = [
  ...['src', 'resources', 'e2e/electron9'],
  ...['electron.vite.config.ts', 'package-lock.json'],
]
const BUILD_MS = 10 * 60_000
const STAMP = '.cooldown-build.json'

/**
 * One way to build the app: where its output goes, and the program that builds it.
 * @typedef {{ out: string, program: string[] }} Variant
 */

/** @type {Variant} */
const APP = { out: 'out', program: ['node_modules/electron-vite/bin/electron-vite.js', 'build'] }

/** For an Electron too old to run the app as it is. @type {Variant} */
export const OLD_ELECTRON = { out: 'out-electron9', program: ['e2e/electron9/build.mjs'] }

/**
 * Builds the app unless its output is newer than every source.
 * @param {import('./context.mjs').Context} context
 * @param {Variant} [variant]
 */
export async function setUpBuild(context, variant = APP) {
  const stampFile = join(context.checkout, variant.out, STAMP)
  if (isFresh(context.checkout, variant, readJson(stampFile))) return
  await withLock(context, checkoutLock(context.checkout, variant.out), async () => {
    const sources = listSources(context.checkout)
    const stamp = readJson(stampFile)
    const contents = hashContents(context.checkout, sources)
    const unchanged = stamp?.contents === contents && hasOutputs(context.checkout, variant, stamp)
    if (!unchanged) await runBuild(context, variant, stampFile)
    const outputs = unchanged ? stamp.outputs : listFiles(join(context.checkout, variant.out))
    writeJson(stampFile, {
      looks: hashLooks(context.checkout, sources, variant),
      contents,
      outputs,
    })
  })
}

/** @param {string} checkout @param {Variant} variant @param {any} stamp */
function isFresh(checkout, variant, stamp) {
  if (!stamp || !hasOutputs(checkout, variant, stamp)) return false
  return stamp.looks === hashLooks(checkout, listSources(checkout), variant)
}

/** @param {string} checkout @param {Variant} variant @param {any} stamp */
function hasOutputs(checkout, { out }, stamp) {
  const outputs = stamp?.outputs ?? []
  return (
    outputs.length > 0 &&
    outputs.every((/** @type {string} */ name) => existsSync(join(checkout, out, name)))
  )
}

/** @param {string} checkout @returns {string[]} paths of everything the output depends on */
function listSources(checkout) {
  const configs = readdirSync(checkout).filter((name) => /^tsconfig.*\.json$/.test(name))
  return [...SOURCES, ...configs]
    .map((name) => join(checkout, name))
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      statSync(path).isDirectory() ? listFiles(path).map((name) => join(path, name)) : [path],
    )
    .filter((path) => !/\.test\.\w+$/.test(path))
    .sort()
}

/** @param {string} folder @returns {string[]} */
function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== STAMP)
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
}

/** @param {string} checkout @param {string[]} sources @param {Variant} variant */
function hashLooks(checkout, sources, { program }) {
  const hash = createHash('sha256').update(program.join('\0'))
  for (const path of sources) {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${relative(checkout, path)}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** @param {string} checkout @param {string[]} sources */
function hashContents(checkout, sources) {
  const hash = createHash('sha256')
  for (const path of sources)
    hash.update(`${relative(checkout, path)}\0`).update(readFileSync(path))
  return hash.digest('hex')
}

/** @param {import('./context.mjs').Context} context @param {Variant} variant @param {string} stampFile */
async function runBuild({ checkout, env, log }, variant, stampFile) {
  log.say('Building the app.')
  rmSync(stampFile, { force: true })
  const result = await runCommand(process.execPath, variant.program, {
    cwd: checkout,
    env,
    timeoutMs: BUILD_MS,
  })
  if (result.code === 0) return
  const said = result.output.split('\n').filter((line) => !/^\s+at /.test(line))
  throw new Error(`the build failed: ${result.ended ?? lastLines(said.join('\n'), 20)}`)
}
