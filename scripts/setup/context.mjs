import { readFileSync } from 'node:fs'
import { createLog } from './log.mjs'
import { cacheDir, checkoutDir } from './paths.mjs'

/**
 * What every part of the set-up is given.
 * @typedef {object} Context
 * @property {string} checkout folder of this checkout
 * @property {string} cache folder shared by checkouts
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {boolean} offline use only what is cached
 * @property {boolean} retry try again what failed less than a day ago
 * @property {import('./log.mjs').Log} log
 * @property {any} pins contents of pins.json
 */

/**
 * @param {Partial<Context>} [given]
 * @returns {Context}
 */
export function createContext(given = {}) {
  const env = given.env ?? process.env
  return {
    checkout: checkoutDir,
    cache: cacheDir(env),
    env,
    platform: process.platform,
    arch: process.arch,
    offline: isOn(env.COOLDOWN_OFFLINE),
    retry: isOn(env.COOLDOWN_RETRY),
    log: given.log ?? createLog(),
    pins: given.pins ?? readPins(),
    ...dropUndefined(given),
  }
}

function readPins() {
  return JSON.parse(readFileSync(new URL('./pins.json', import.meta.url), 'utf8'))
}

/** @param {string | undefined} value */
function isOn(value) {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}

/**
 * @template {object} T
 * @param {T} object
 * @returns {T}
 */
function dropUndefined(object) {
  const kept = Object.entries(object).filter(([, value]) => value !== undefined)
  return /** @type {T} */ (Object.fromEntries(kept))
}
