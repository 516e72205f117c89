import { createContext } from '../setup/context.mjs'
import { setUp, SetUpFailed } from '../setup/index.mjs'
import { silentLog } from '../setup/log.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { setUpSystem } from '../setup/system.mjs'
import { runSuites } from '../suites/run.mjs'
import { appFor } from './electron-app.mjs'
import { takeSetUpFlags } from './flags.mjs'
import { appEnv } from './run.mjs'

/** @typedef {import('../setup/index.mjs').PartName} PartName */

/** @typedef {{ offline?: true, retry?: true }} Flags */

/** Without these a green run would prove little: a build machine must have them. */
/** @type {PartName[]} */
const ENGINE = ['tensorflow', 'dataset']

/**
 * `npm test`: sets up whatever is missing, then runs every suite.
 * @param {string[]} args names of suites; all without any
 */
export async function test(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  const strict = process.env.CI === 'true'
  const required = strict ? ENGINE : []
  await setUp({ parts: ['npm', 'build', ...ENGINE], required, ...flags })
  const browser = await findBrowser(flags, strict)
  const electron = await findElectron(flags, strict)
  return runSuites(rest, { ...appEnv(checkoutDir), ...browser, ...electron })
}

/** @param {Flags} flags @param {boolean} strict */
async function findBrowser(flags, strict) {
  const { chromium, missing, advice } = await setUpSystem(createContext(flags))
  if (missing.length > 0) {
    const message = `The end-to-end tests need ${missing.join(', ')}.\n${advice}`
    if (strict) throw new SetUpFailed(message)
    process.stderr.write(`${message}\n`)
  }
  return chromium ? { CHROMIUM_PATH: chromium } : {}
}

/**
 * The product's own Electron if it is at hand, else the old one that package registries carry,
 * for which the app is built in another way.
 * @param {Flags} flags
 * @param {boolean} strict
 */
async function findElectron(flags, strict) {
  const own = await setUp({ parts: ['electron'], ...flags, offline: true, log: silentLog })
  const required = /** @type {PartName[]} */ (strict ? ['electron9'] : [])
  const { executable, version } = own.electron?.executable
    ? own.electron
    : ((await setUp({ parts: ['electron9'], required, ...flags })).electron9 ?? nothing)
  if (!executable) return {}
  return {
    COOLDOWN_TEST_ELECTRON: executable,
    COOLDOWN_TEST_APP: await appFor(version, flags),
  }
}

const nothing = { executable: null, version: null }
