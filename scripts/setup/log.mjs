import { startProgress } from './progress.mjs'

/**
 * Where the set-up speaks: always standard error, so that standard output stays the command's own.
 * @typedef {object} Log
 * @property {(text: string) => void} say
 * @property {(what: { label: string, total?: number, unit?: string, from?: number }) =>
 *   import('./progress.mjs').Progress} progress
 */

/**
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Log}
 */
export function createLog(stream = process.stderr) {
  return {
    say: (text) => void stream.write(`${text}\n`),
    progress: (what) => startProgress(stream, what),
  }
}

/** @type {Log} */
export const silentLog = {
  say() {},
  progress: () => ({ update() {}, end() {} }),
}
