import { createContext } from '../setup/context.mjs'
import { OLD_ELECTRON, setUpBuild } from '../setup/build.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { join } from 'node:path'

/** The first Electron that runs ES modules in its main process, as the app is built. */
const FIRST_MODERN = 28

/**
 * The folder to give to an Electron: the app as it is, or its variant for old ones, built here.
 * @param {string | null} version of Electron
 * @param {{ offline?: true, retry?: true }} flags
 */
export async function appFor(version, flags) {
  if (Number.parseInt(version ?? '', 10) >= FIRST_MODERN) return checkoutDir
  await setUpBuild(createContext(flags), OLD_ELECTRON)
  return join(checkoutDir, OLD_ELECTRON.out)
}
