import { readFileSync } from 'node:fs'

/**
 * @param {number} pid
 * @returns {boolean} false for a process that has ended, even if nobody has asked for its end yet
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
  return readStat(pid)?.[0] !== 'Z'
}

/**
 * @param {number} pid
 * @returns {string | undefined} clock ticks from boot to the start of the process, on Linux
 */
export function startOf(pid) {
  return readStat(pid)?.[19]
}

/**
 * The fields after the program's name, which may hold anything; the first is the state.
 * @param {number} pid
 * @returns {string[] | undefined} undefined where there is no /proc
 */
function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
