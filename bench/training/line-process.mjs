import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { awaitEnd, guard, hasGroups } from './children.mjs'

/** What is kept of what a program says beside its lines. */
const KEPT_CHARACTERS = 4_000

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
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error(await obituary())
      if (value.startsWith('{')) return JSON.parse(value)
    }
  }
  const obituary = async () => {
    const code = await ended
    const words = said.trim().split('\n').slice(-3).join('\n')
    return `${[program, ...args].join(' ')} ended with exit code ${code}: ${words}`
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
