import { join } from 'node:path'
import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { runInPlace } from './child.mjs'
import { takeSetUpFlags } from './flags.mjs'
import { appEnv } from './run.mjs'

/**
 * `npm run cooldown -- ...`: the command line. What trains nothing needs neither TensorFlow nor data.
 * @param {string[]} args
 */
export async function cooldown(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  /** @type {import('../setup/index.mjs').PartName[]} */
  const engine = trainsNothing(rest) ? [] : ['tensorflow', 'dataset']
  await setUp({ parts: ['npm', 'build', ...engine], ...flags })
  const script = join(checkoutDir, 'out', 'main', 'cli.js')
  return runInPlace(process.execPath, [script, ...rest], appEnv(checkoutDir))
}

/** @param {string[]} args */
export function asksForHelp(args) {
  const plain = args.includes('--') ? args.slice(0, args.indexOf('--')) : args
  const flags = ['--help', '-h', '--version', '-V']
  return plain.length === 0 || plain[0] === 'help' || plain.some((arg) => flags.includes(arg))
}

/**
 * Help, and everything about schedules.
 * @param {string[]} args
 */
export const trainsNothing = (args) => args[0] === 'schedule' || asksForHelp(args)
