import { setUp, SetUpFailed } from '../setup/index.mjs'
import { takeSetUpFlags } from './flags.mjs'

/** @typedef {import('../setup/index.mjs').PartName} PartName */

/** @type {PartName[]} */
const ALL = ['npm', 'build', 'tensorflow', 'electron', 'dataset', 'electron9']
/** @type {PartName[]} */
const USUAL = ['npm', 'build', 'tensorflow', 'electron', 'dataset']

const HELP = `Usage: npm run setup -- [--offline] [--retry] [part ...]
Sets up what is missing. Parts: ${ALL.join(', ')}; without any: ${USUAL.join(', ')}.
  --offline  use only what is cached
  --retry    choose every part anew, and try again what failed less than a day ago
`

/**
 * `npm run setup`: only the set-up, and what it found.
 * @param {string[]} args
 */
export async function setup(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(HELP)
    return 0
  }
  const unknown = rest.find((name) => !ALL.includes(/** @type {PartName} */ (name)))
  if (unknown) throw new SetUpFailed(`There is no part ${unknown}.\n${HELP}`)
  const named = /** @type {PartName[]} */ (rest)
  const wanted = named.length > 0 ? named : USUAL
  const { node, cache, ...parts } = await setUp({ parts: wanted, ...flags })
  const shown = Object.entries(parts).filter(([name]) =>
    wanted.includes(/** @type {PartName} */ (name)),
  )
  process.stdout.write(
    `${JSON.stringify({ node, cache, ...Object.fromEntries(shown) }, null, 2)}\n`,
  )
  return 0
}
