import { unmeasured } from './bars.mjs'

/**
 * What every section is given.
 * @typedef {object} Bench
 * @property {import('./work.mjs').Work} work
 * @property {string | null} python with the peers; null measures only what is ours
 * @property {string} folder for what is written meanwhile
 * @property {boolean} full the article's study in its whole length
 * @property {number} threads of a trainer that is alone
 * @property {'tensorflow' | 'xla'} compiler that the app takes for a run that is alone
 * @property {Electron | null} electron
 * @property {(text: string) => void} log
 */

/** @typedef {{ version: string, executable: string, entry: string }} Electron */

/**
 * @typedef {object} Findings
 * @property {import('./bars.mjs').Row[]} rows
 * @property {Record<string, unknown>} [details] what the rows were made from
 */

export const withoutPeers = 'needs --peers'

/**
 * Runs a section; one that fails leaves its rows empty, saying why, and the others go on.
 * @param {readonly import('./bars.mjs').RowId[]} ids
 * @param {() => Promise<Findings>} measure
 * @returns {Promise<Findings & { failed?: true }>}
 */
export async function section(ids, measure) {
  try {
    return await measure()
  } catch (error) {
    const why = `failed: ${/** @type {Error} */ (error).message}`
    return { rows: ids.map((id) => unmeasured(id, why)), failed: true }
  }
}
