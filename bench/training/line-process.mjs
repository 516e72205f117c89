import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { nodeError } from '../../scripts/setup/command.mjs'
import { awaitEnd, guard, hasGroups, kill } from './children.mjs'

/** What is kept of what a program says beside its lines. */
const KEPT_CHARACTERS = 4_000

/** Compiling takes the slowest of them half a minute, an epoch a second. */
const SILENT_MS = 300_000

/**
 * A program that prints JSON, one object a line, and may be told things the same way.
 * @typedef {object} LineProcess
 * @property {number} pid
 * @property {(message: object) => void} tell
 * @property {() => Promise<any>} next the next object; rejects when the program ends first
 * @property {() => Promise<void>} end
 * @property {Promise<number | null>} ended its exit code, once all of its output is read
 */

/**
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {LineProcess}
 */
export function startLines(program, args, env) {
  const child = spawn(program, args, {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: hasGroups,
  })
  guard(child)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-KEPT_CHARACTERS)
  })
  // A program that is gone cannot be told anything; `next` says so.
  child.stdin.on('error', () => undefined)
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  // Whoever waits for a line is told.
  ended.catch(() => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    for (;;) {
      const timer = setTimeout(() => {
        said += `\nIt said nothing for ${SILENT_MS / 1000} s.`
        kill(child)
      }, SILENT_MS)
      const { value, done } = await lines.next().finally(() => clearTimeout(timer))
      if (done) throw new Error(await whyItEnded())
      if (value.startsWith('{')) return JSON.parse(value)
    }
  }
  const whyItEnded = async () => {
    const code = await ended
    return `${[program, ...args].join(' ')} ended with exit code ${code}: ${nodeError(said)}`
  }
  return {
    pid: child.pid ?? 0,
    tell: (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
    next,
    ended,
    end: () => {
      child.stdin.end()
      return awaitEnd(child)
    },
  }
}
