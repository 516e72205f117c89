import { parseArgs } from 'node:util'
import { join } from 'node:path'
import { importBundled } from '../bundled.mjs'
import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { runInPlace } from './child.mjs'
import { takeSetUpFlags } from './flags.mjs'
import { appEnv } from './run.mjs'

/** Bits of whole runs: tests of the exactness suite, and what `--n` stands for in them. */
const exactness = {
  resume: { pattern: '^killed', amount: 'COOLDOWN_TORTURE_KILLS', usual: 50, unit: 'kills' },
  repeats: {
    pattern: 'the same bits',
    amount: 'COOLDOWN_TORTURE_REPEATS',
    usual: 10,
    unit: 'runs',
  },
}

/** @typedef {{ name: string, n: number | undefined, seed: number }} Wish */

/**
 * `npm run torture -- <name>`: what `npm test` does in a small dose, as often as is asked for. Ends with 1
 * when a promise was broken.
 * @param {string[]} args
 */
export async function torture(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  await setUp({ parts: ['npm', 'build', 'tensorflow', 'dataset'], ...flags })
  Object.assign(process.env, appEnv(checkoutDir))
  /** @type {{ tortures: readonly import('../../torture/torture').Torture[] }} */
  const { tortures } = await importBundled("export * from './index'", 'torture')
  const wish = read(rest)
  if (typeof wish === 'string') return refused(wish, tortures)
  const chosen = tortures.find(({ name }) => name === wish.name)
  if (chosen) return run(chosen, wish)
  if (Object.hasOwn(exactness, wish.name)) return runExactness(wish)
  return refused(`There is no torture ${JSON.stringify(wish.name)}.`, tortures)
}

/** @param {string} why @param {readonly import('../../torture/torture').Torture[]} tortures */
function refused(why, tortures) {
  process.stderr.write(`${why}\n${usage(tortures)}`)
  return 2
}

/** @param {readonly import('../../torture/torture').Torture[]} tortures */
function usage(tortures) {
  const all = [
    ...tortures,
    ...Object.entries(exactness).map(([name, { usual, unit }]) => ({ name, usual, unit })),
  ]
  const lines = all.map(({ name, usual, unit }) => `  ${name.padEnd(14)} ${usual} ${unit}`)
  return `Usage: npm run torture -- <name> [--n N] [--seed S]\nNames, and N without --n:\n${lines.join('\n')}\n`
}

/** @param {import('../../torture/torture').Torture} chosen @param {Wish} wish */
async function run({ name, promise, unit, usual, run: inflict }, { n = usual, seed }) {
  process.stderr.write(`${name}, ${n} ${unit}, seed ${seed}: ${promise}\n`)
  const log = (/** @type {string} */ text) => void process.stderr.write(`${text}\n`)
  const { figures, broken } = await inflict({ n, seed, log })
  const width = Math.max(...Object.keys(figures).map((label) => label.length))
  for (const [label, value] of Object.entries(figures)) {
    process.stdout.write(`${label.padEnd(width)}  ${value}\n`)
  }
  for (const one of broken) process.stdout.write(`BROKEN ${one}\n`)
  process.stdout.write(broken.length === 0 ? 'kept\n' : `${broken.length} broken\n`)
  return broken.length === 0 ? 0 : 1
}

/** @param {Wish} wish */
function runExactness({ name, n, seed }) {
  const { pattern, amount, usual } = exactness[/** @type {keyof typeof exactness} */ (name)]
  const vitest = join(checkoutDir, 'node_modules', 'vitest', 'vitest.mjs')
  const suite = 'src/main/trainer-host/exactness.integration.test.ts'
  return runInPlace(
    process.execPath,
    [vitest, 'run', '--project', 'integration', '-t', pattern, suite],
    {
      ...process.env,
      COOLDOWN_TORTURE_TOGETHER: '4',
      [amount]: String(n ?? usual),
      COOLDOWN_TORTURE_SEED: String(seed),
    },
  )
}

/** What is asked for, or why it cannot be. @param {string[]} args @returns {Wish | string} */
function read(args) {
  try {
    const options = /** @type {const} */ ({ n: { type: 'string' }, seed: { type: 'string' } })
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [name, ...more] = positionals
    const n = values.n === undefined ? undefined : Number(values.n)
    const seed = Number(values.seed ?? 1)
    if (name === undefined) return 'Which torture?'
    if (more.length > 0) return `One torture at a time; there was also ${JSON.stringify(more[0])}.`
    if (n !== undefined && !(Number.isSafeInteger(n) && n > 0)) {
      return `--n must be a whole number above 0; was ${JSON.stringify(values.n)}.`
    }
    if (Number.isSafeInteger(seed) && seed >= 0) return { name, n, seed }
    return `--seed must be a whole number, 0 or more; was ${JSON.stringify(values.seed)}.`
  } catch (error) {
    return /** @type {Error} */ (error).message
  }
}
