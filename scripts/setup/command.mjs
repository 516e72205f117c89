import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Unavailable } from './ways.mjs'

/** What is kept of a command's output, from its end. */
const KEPT_CHARACTERS = 20_000
/** How long to wait for the rest of the output of a command that has ended. */
const PIPE_PATIENCE_MS = 500
/** Each command gets a process group of its own, so that it can be ended as a whole. */
const hasGroups = process.platform !== 'win32'

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] ends the command after this time
 * @property {number} [stallMs] ends it when `activity` stays the same for this time
 * @property {() => number} [activity] asked twice a second: bytes on disk, files made, ...
 * @property {(pid: number) => void} [onStart]
 * @property {boolean} [keepAll] keep the whole output, not only its end
 */

/** @typedef {{ code: number | null, output: string, ended?: string }} CommandResult */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Only while commands run: a set-up that is told to stop takes them along.
 * @param {NodeJS.Signals} signal
 */
function stopAll(signal) {
  for (const child of running) killTree(child, 'SIGTERM')
  process.exit(128 + constants.signals[signal])
}

/**
 * Ends a command with all that it has started: a program may be a script around another one.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function killTree(child, signal) {
  try {
    if (hasGroups && child.pid) process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // It has just ended by itself.
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function track(child) {
  if (running.size === 0) for (const signal of SIGNALS) process.on(signal, stopAll)
  running.add(child)
  return () => {
    running.delete(child)
    if (running.size === 0) for (const signal of SIGNALS) process.off(signal, stopAll)
  }
}

/**
 * Runs a command to its end, its standard output and error captured together.
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>} `ended` says why we ended it ourselves
 */
export function runCommand(command, args, options = {}) {
  const { cwd, env = process.env, timeoutMs, stallMs, activity, onStart, keepAll } = options
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: hasGroups,
    })
    const untrack = track(child)
    let output = ''
    /** @type {string | undefined} */
    let ended
    const stop = (/** @type {string} */ why) => {
      ended ??= why
      killTree(child, 'SIGKILL')
    }
    const timers = [
      timeoutMs && setTimeout(() => stop(`not finished after ${timeoutMs / 1000} s`), timeoutMs),
      activity && watchActivity(activity, stallMs, stop),
    ]
    const finish = () => {
      untrack()
      for (const timer of timers) if (timer) clearTimeout(timer)
    }
    const keep = (/** @type {string} */ text) => {
      output = keepAll ? output + text : (output + text).slice(-KEPT_CHARACTERS)
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('spawn', () => onStart?.(/** @type {number} */ (child.pid)))
    child.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      finish()
      reject(error.code === 'ENOENT' ? new Unavailable(`no program named ${command}`) : error)
    })
    child.on('exit', (code) => {
      finish()
      // A grandchild that outlives the command may hold its pipes open: 'close' may never come.
      const patience = setTimeout(() => resolve({ code, output, ended }), PIPE_PATIENCE_MS)
      child.on('close', () => {
        clearTimeout(patience)
        resolve({ code, output, ended })
      })
    })
  })
}

/**
 * @param {() => number} activity
 * @param {number | undefined} stallMs
 * @param {(why: string) => void} stop
 */
function watchActivity(activity, stallMs, stop) {
  let last = activity()
  let changed = performance.now()
  return setInterval(() => {
    const now = activity()
    if (now !== last) changed = performance.now()
    last = now
    const quiet = performance.now() - changed
    if (stallMs && quiet > stallMs) stop(`nothing arrived for ${Math.round(stallMs / 1000)} s`)
  }, 500)
}

/**
 * The last lines of an output, for a message.
 * @param {string} output
 * @param {number} [lines]
 */
export function lastLines(output, lines = 4) {
  const full = output.split('\n').filter((line) => line.trim() !== '')
  return full.slice(-lines).join('\n')
}

/**
 * What a program of Node's says went wrong, without stack and source lines.
 * @param {string} output
 */
export function nodeError(output) {
  const error = output.split('\n').find((line) => /^\w*Error: /.test(line))
  return error ?? lastLines(output, 2)
}
