import { createContext } from '../setup/context.mjs'
import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { setUpSystem } from '../setup/system.mjs'
import { takeSetUpFlags } from './flags.mjs'
import { appEnv } from './run.mjs'

const epochs = 3

/** @typedef {{ offline?: true, retry?: true }} Flags */

/** Every benchmark: its name, and what measures it. Each prints its table and returns its figures. */
const benches = {
  schedules: benchSchedules,
  drag: benchDrag,
  'event-loop': benchEventLoop,
}

/**
 * `npm run bench [-- name ...]`: measures, prints tables, then the same figures as one line of JSON.
 * @param {string[]} args
 */
export async function bench(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  const names = Object.keys(benches)
  const unknown = rest.find((name) => !names.includes(name))
  if (unknown !== undefined) {
    process.stderr.write(`There is no benchmark ${unknown}; there is ${names.join(', ')}.\n`)
    return 2
  }
  await setUp({ parts: ['npm', 'build', 'tensorflow', 'dataset'], ...flags })
  Object.assign(process.env, appEnv(checkoutDir))
  /** @type {Record<string, unknown>} */
  const figures = {}
  for (const [name, run] of Object.entries(benches)) {
    if (rest.length === 0 || rest.includes(name)) figures[name] = await run(flags)
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
  return 0
}

/** @param {unknown} value */
const ms = (value) => (typeof value === 'number' ? value.toFixed(2) : '-').padStart(9)

async function benchSchedules() {
  const { measureSchedules } = await import('../../bench/schedules.mjs')
  process.stderr.write('A million steps of every kind of schedule ...\n')
  const kinds = await measureSchedules()
  process.stdout.write(`${'kind'.padEnd(22)} check ms   1e6 ms   drag ms\n`)
  for (const { kind, compileMs, walkMs, dragMs } of kinds) {
    process.stdout.write(`${kind.padEnd(20)} ${ms(compileMs)} ${ms(walkMs)} ${ms(dragMs)}\n`)
  }
  return kinds
}

/** @param {Flags} flags */
async function benchDrag(flags) {
  const { chromium, advice } = await setUpSystem(createContext(flags))
  if (!chromium) {
    process.stderr.write(`The drag is not measured without Chromium.\n${advice}\n`)
    return null
  }
  const { measureDrag } = await import('../../bench/drag.mjs')
  process.stderr.write('A handle of a curve dragged in the browser ...\n')
  return printed('drag', await measureDrag(chromium))
}

async function benchEventLoop() {
  const { measureEventLoop } = await import('../../bench/event-loop.mjs')
  process.stderr.write(`Event loop of the lab while nine trials train ${epochs} epochs each ...\n`)
  return printed('event loop delay', await measureEventLoop(epochs))
}

/** @param {string} title @param {Record<string, number>} figures */
function printed(title, figures) {
  for (const [name, value] of Object.entries(figures)) {
    process.stdout.write(`${title}  ${name.padEnd(20)} ${value.toFixed(2)}\n`)
  }
  return figures
}
