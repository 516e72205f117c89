import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, runCommand } from './command.mjs'
import { readJson, writeJson } from './files.mjs'
import { stateDir } from './paths.mjs'

const CHECK_MS = 60_000

/** @param {string} checkout */
export function electronPackageDir(checkout) {
  return join(checkout, 'node_modules', 'electron')
}

/** @param {string} checkout @returns {string} the version that package.json pins */
export function electronVersion(checkout) {
  const file = join(electronPackageDir(checkout), 'package.json')
  return JSON.parse(readFileSync(file, 'utf8')).version
}

/** Where the program lies inside Electron's folder. @param {NodeJS.Platform} platform */
export function electronProgram(platform) {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron')
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/**
 * Starts the program as plain Node: needs no display, and shows at once whether all of its
 * libraries are there. Done once for each program, then remembered.
 * @param {import('./context.mjs').Context} context
 * @param {string} executable
 * @returns {Promise<string>} its version
 */
export async function checkElectron({ checkout, env }, executable) {
  const found = statSync(executable, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new Error(`there is no program ${executable}`)
  const file = join(stateDir(checkout), 'electron.json')
  const state = readJson(file) ?? {}
  const seen = { bytes: found.size, mtimeMs: found.mtimeMs }
  const known = state[executable]
  if (known?.bytes === seen.bytes && known?.mtimeMs === seen.mtimeMs) return known.version
  const asNode = { ...env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' }
  const options = { env: asNode, timeoutMs: CHECK_MS }
  const result = await runCommand(executable, ['-p', 'process.versions.electron'], options)
  const version = /^\d+\.\d+\.\d+\S*$/m.exec(result.output)?.[0]
  if (result.code !== 0 || !version) {
    const why = result.ended ?? lastLines(result.output, 2)
    throw new Error(`${executable} does not start: ${why || `it ended with ${result.code}`}`)
  }
  writeJson(file, { ...state, [executable]: { ...seen, version } })
  return version
}
