import { constants } from 'node:os'

/** How long a program may take to end by itself. */
const PATIENCE_MS = 5_000
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/** Each child leads a group of its own, so that it can be ended with all that it has started. */
export const hasGroups = process.platform !== 'win32'

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
const killAll = () => running.forEach(kill)
/** @param {NodeJS.Signals} signal */
const leave = (signal) => process.exit(128 + constants.signals[signal])

/** @param {import('node:child_process').ChildProcess} child started with `detached: hasGroups` */
export function kill(child) {
  try {
    if (hasGroups && child.pid) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}

/**
 * Sees to it that a child does not outlive the benchmark, however that ends.
 * @param {import('node:child_process').ChildProcess} child
 */
export function guard(child) {
  if (running.size === 0) {
    // First of all, so that whoever tidies up behind them finds them gone.
    process.prependListener('exit', killAll)
    for (const signal of SIGNALS) process.on(signal, leave)
  }
  running.add(child)
  child.once('close', () => {
    running.delete(child)
    if (running.size > 0) return
    process.off('exit', killAll)
    for (const signal of SIGNALS) process.off(signal, leave)
  })
}

/**
 * Waits for a child that has been told to end; kills it when it takes too long.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function awaitEnd(child) {
  if (!running.has(child)) return
  await new Promise((ended) => {
    const timer = setTimeout(() => kill(child), PATIENCE_MS)
    child.once('close', () => {
      clearTimeout(timer)
      ended(undefined)
    })
  })
}
