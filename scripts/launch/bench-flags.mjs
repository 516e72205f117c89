import { takeSetUpFlags } from './flags.mjs'

/**
 * @typedef {object} BenchFlags
 * @property {true | undefined} offline
 * @property {true | undefined} retry
 * @property {boolean} json figures as one line of JSON
 * @property {boolean} peers compares training with Keras, PyTorch and JAX
 * @property {boolean} full trains the article's study in its whole length
 * @property {boolean} writeDocs keeps the training figures and writes docs/benchmarks.md
 */

const own = ['--json', '--peers', '--full', '--write-docs']

/**
 * Takes a benchmark's command line apart.
 * @param {string[]} args
 * @param {string[]} benches names that there are
 * @returns {{ names: string[], flags: BenchFlags, unknown?: string }} `unknown` says what is wrong
 */
export function takeBenchFlags(args, benches) {
  const { rest, offline, retry } = takeSetUpFlags(args)
  const names = rest.filter((arg) => !own.includes(arg))
  const wrong = names.find((name) => !benches.includes(name))
  const has = (/** @type {string} */ flag) => rest.includes(flag)
  const flags = {
    offline,
    retry,
    json: has('--json'),
    peers: has('--peers'),
    full: has('--full'),
    writeDocs: has('--write-docs'),
  }
  if (wrong === undefined) return { names, flags }
  const there = `there is ${benches.join(', ')}, and ${own.join(', ')}`
  return { names, flags, unknown: `There is no benchmark ${wrong}; ${there}.` }
}
