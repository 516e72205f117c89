import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Repeats of a signal within this time are one: npm passes on what the terminal already sent. */
const SAME_SIGNAL_MS = 1_000

/**
 * Runs a program in our place: it has our terminal, gets our signals once each, and its end is
 * our end.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code
 */
export function runInPlace(program, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env })
    const passed = new Map()
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => {
        // A terminal sends Ctrl-C to the child as well; passing it on would make it two.
        if (signal === 'SIGINT' && process.stdin.isTTY) return
        const now = performance.now()
        if (now - (passed.get(signal) ?? -Infinity) < SAME_SIGNAL_MS) return
        passed.set(signal, now)
        child.kill(signal)
      })
    }
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}
