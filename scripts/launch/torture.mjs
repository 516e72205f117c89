import { parseArgs } from 'node:util'
import { join } from 'node:path'
import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { runInPlace } from './child.mjs'
import { takeSetUpFlags } from './flags.mjs'
import { appEnv } from './run.mjs'

/** Every torture: the tests of it in the exactness suite, and what `--n` stands for. */
const tortures = {
  kills: { pattern: '^killed', amount: 'COOLDOWN_TORTURE_KILLS', usual: 50 },
  repeats: { pattern: 'the same bits', amount: 'COOLDOWN_TORTURE_REPEATS', usual: 10 },
}

const usage = `npm run torture -- <${Object.keys(tortures).join(' | ')}> [--n N] [--seed S]\n`

/**
 * `npm run torture -- <name>`: what `npm test` does in a small dose, as often as is asked for.
 * @param {string[]} args
 */
export async function torture(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  const asked = read(rest)
  if (!asked) {
    process.stderr.write(`A torture is asked for as ${usage}`)
    return 2
  }
  await setUp({ parts: ['npm', 'build', 'tensorflow', 'dataset'], ...flags })
  const vitest = join(checkoutDir, 'node_modules', 'vitest', 'vitest.mjs')
  const suite = 'src/main/trainer-host/exactness.integration.test.ts'
  return runInPlace(
    process.execPath,
    [vitest, 'run', '--project', 'integration', '-t', asked.pattern, suite],
    { ...appEnv(checkoutDir), COOLDOWN_TORTURE_TOGETHER: '4', ...asked.settings },
  )
}

/** @param {string[]} args */
function read(args) {
  try {
    const options = /** @type {const} */ ({ n: { type: 'string' }, seed: { type: 'string' } })
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [name = '', ...more] = positionals
    if (!Object.hasOwn(tortures, name) || more.length > 0) return null
    const { pattern, amount, usual } = tortures[/** @type {keyof typeof tortures} */ (name)]
    const [n, seed] = [Number(values.n ?? usual), Number(values.seed ?? 1)]
    if (!Number.isSafeInteger(n) || n < 1 || !Number.isSafeInteger(seed) || seed < 0) return null
    return { pattern, settings: { [amount]: String(n), COOLDOWN_TORTURE_SEED: String(seed) } }
  } catch {
    return null
  }
}
