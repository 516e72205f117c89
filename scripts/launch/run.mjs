import { partsFile, SetUpFailed } from '../setup/index.mjs'

/**
 * Runs an entry: its result is the exit code; what the set-up could not do is told in one message.
 * @param {() => Promise<number>} entry
 */
export async function runEntry(entry) {
  try {
    process.exitCode = await entry()
  } catch (error) {
    if (!(error instanceof SetUpFailed)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

/**
 * What the app and the command line are told about the set-up.
 * @param {string} checkout
 * @returns {NodeJS.ProcessEnv}
 */
export function appEnv(checkout) {
  return { ...process.env, COOLDOWN_NODE: process.execPath, COOLDOWN_PARTS: partsFile(checkout) }
}
