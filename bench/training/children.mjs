import { constants } from 'node:os'

/** How long a program may take to end by itself. */
const PATIENCE_MS = 5_000
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
const killAll = () => running.forEach((child) => child.kill('SIGKILL'))
/** @param {NodeJS.Signals} signal */
const leave = (signal) => process.exit(128 + constants.signals[signal])

/**
 * Sees to it that a child does not outlive the benchmark, however that ends.
 * @param {import('node:child_process').ChildProcess} child
 */
export function guard(child) {
  if (running.size === 0) {
    process.on('exit', killAll)
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
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    child.once('close', () => {
      clearTimeout(timer)
      ended(undefined)
    })
  })
}
