import { join } from 'node:path'
import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { runInPlace } from './child.mjs'
import { appFor } from './electron-app.mjs'
import { takeSetUpFlags } from './flags.mjs'
import { appEnv } from './run.mjs'

/**
 * `npm start`: the window where there is a display and an Electron, else the lab server.
 * @param {string[]} args
 */
export async function start(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  const display = hasDisplay(process.env, process.platform)
  /** @type {import('../setup/index.mjs').PartName[]} */
  const window = display ? ['electron'] : []
  const parts = await setUp({
    parts: ['npm', 'build', 'tensorflow', 'dataset', ...window],
    ...flags,
  })
  const env = appEnv(checkoutDir)
  const { executable, version } = (display && parts.electron) || { executable: null, version: null }
  if (executable) {
    const app = await appFor(version, flags)
    return runInPlace(executable, [app, ...sandboxArgs(), ...rest], env)
  }
  const why = display ? 'no Electron program' : 'no display'
  process.stderr.write(`There is ${why}: serving the app to your browser instead.\n`)
  return runInPlace(process.execPath, [join(checkoutDir, 'out', 'main', 'serve.js'), ...rest], env)
}

/** Chromium's sandbox refuses to run as root on Linux. */
function sandboxArgs() {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  return isRoot ? ['--no-sandbox'] : []
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function hasDisplay(env, platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}
