import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { checkoutDir } from '../../scripts/setup/paths.mjs'
import { trainerEntry } from './trainer.mjs'

/** The first Electron that runs ES modules in a process of its own. */
const FIRST_MODERN = 28

/**
 * The newest Electron at hand with a trainer that it can run: the built one, or for an Electron from
 * before ES modules one that is built here.
 * @param {import('../../scripts/setup/index.mjs').Parts} parts
 * @param {string} folder
 * @returns {Promise<import('./section.mjs').Electron | null>}
 */
export async function electronHere({ electron, electron9 }, folder) {
  const found = [electron, electron9].find((part) => part?.executable)
  if (!found?.executable || !found.version) return null
  const { executable, version } = found
  const isModern = Number.parseInt(version, 10) >= FIRST_MODERN
  const entry = isModern ? trainerEntry : await buildOldTrainer(folder)
  return { version, executable, entry }
}

/** @param {string} folder @returns {Promise<string>} the trainer as one old-fashioned file */
async function buildOldTrainer(folder) {
  // Not at the top: the set-up, which installs it, comes first.
  const { build } = await import('esbuild')
  const out = join(folder, 'old-electron')
  mkdirSync(out)
  const entry = join(out, 'trainer.cjs')
  const source = join(checkoutDir, 'src', 'main', 'trainer', 'index.ts')
  await build({
    entryPoints: [source],
    outfile: entry,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node12.14',
    logLevel: 'error',
    inject: [
      join(checkoutDir, 'e2e', 'electron9', 'polyfills.mjs'),
      fileURLToPath(new URL('old-node.cjs', import.meta.url)),
    ],
    // Where TensorFlow is looked for.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(source).href) },
    plugins: [oldModules],
  })
  // Node 12 does not know the prefix, wherever a module is asked for.
  writeFileSync(entry, readFileSync(entry, 'utf8').replaceAll(/(["'])node:/g, '$1'))
  return entry
}

/** Node 12 has these modules under older names. @type {import('esbuild').Plugin} */
const oldModules = {
  name: 'old modules',
  setup: (build) => {
    build.onResolve({ filter: /^(node:)?fs\/promises$/ }, () => ({
      path: 'fs/promises',
      namespace: 'old',
    }))
    build.onLoad({ filter: /.*/, namespace: 'old' }, () => ({
      contents: "module.exports = require('fs').promises",
    }))
  },
}
