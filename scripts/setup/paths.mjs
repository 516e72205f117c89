import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this checkout. */
export const checkoutDir = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/**
 * The user's cache folder, shared by all checkouts: COOLDOWN_CACHE or the platform's own place.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function cacheDir(env = process.env, platform = process.platform) {
  if (env.COOLDOWN_CACHE) return resolve(env.COOLDOWN_CACHE)
  const home = env.HOME || env.USERPROFILE || homedir()
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'cooldown', 'cache')
  }
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'cooldown')
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'cooldown')
}

/**
 * What this checkout remembers about its set-up; inside node_modules, so `npm ci` wipes it.
 * @param {string} checkout
 */
export function stateDir(checkout) {
  return join(checkout, 'node_modules', '.cooldown')
}
