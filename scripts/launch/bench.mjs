import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { takeSetUpFlags } from './flags.mjs'
import { appEnv } from './run.mjs'

const epochs = 3

/**
 * `npm run bench`: measures, prints a table, then the same figures as one line of JSON.
 * @param {string[]} args
 */
export async function bench(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  if (rest.length > 0) {
    process.stderr.write(`npm run bench takes no ${rest[0]}.\n`)
    return 2
  }
  await setUp({ parts: ['npm', 'build', 'tensorflow', 'dataset'], ...flags })
  Object.assign(process.env, appEnv(checkoutDir))
  const { measureEventLoop } = await import('../../bench/event-loop.mjs')
  process.stderr.write(`Event loop of the lab while nine trials train ${epochs} epochs each ...\n`)
  const eventLoop = await measureEventLoop(epochs)
  for (const [name, value] of Object.entries(eventLoop)) {
    process.stdout.write(`event loop delay  ${name.padEnd(8)} ${value.toFixed(2)}\n`)
  }
  process.stdout.write(`${JSON.stringify({ eventLoop })}\n`)
  return 0
}
