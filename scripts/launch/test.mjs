import { setUp, SetUpFailed } from '../setup/index.mjs'
import { createContext } from '../setup/context.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { setUpSystem } from '../setup/system.mjs'
import { runChecks } from './checks.mjs'
import { takeSetUpFlags } from './flags.mjs'
import { appEnv } from './run.mjs'

/** @typedef {import('../setup/index.mjs').PartName} PartName */

/** @type {PartName[]} */
const PARTS = ['npm', 'build', 'tensorflow', 'electron', 'dataset', 'electron9']
/** Without these a green run would prove little: the build machine must have them. */
/** @type {PartName[]} */
const REQUIRED_IN_CI = ['tensorflow', 'dataset', 'electron9']

/**
 * `npm test`: sets up whatever is missing, then runs every check.
 * @param {string[]} args names of checks; all without any
 */
export async function test(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  const isCi = process.env.CI === 'true'
  const parts = await setUp({ parts: PARTS, required: isCi ? REQUIRED_IN_CI : [], ...flags })
  const system = await setUpSystem(createContext(flags))
  if (system.missing.length > 0) {
    const message = `For the end-to-end tests these are missing: ${system.missing.join(', ')}.`
    if (isCi) throw new SetUpFailed(`${message}\n${system.advice}`)
    process.stderr.write(`${message}\n${system.advice}\n`)
  }
  const electron = parts.electron?.executable ?? parts.electron9?.executable
  return runChecks(rest, {
    ...appEnv(checkoutDir),
    ...(system.chromium ? { CHROMIUM_PATH: system.chromium } : {}),
    ...(electron ? { COOLDOWN_TEST_ELECTRON: electron } : {}),
  })
}
