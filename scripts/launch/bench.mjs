import { createContext } from '../setup/context.mjs'
import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { setUpSystem } from '../setup/system.mjs'
import { takeBenchFlags } from './bench-flags.mjs'
import { appEnv } from './run.mjs'

const epochs = 3

/**
 * @typedef {object} Bench
 * @property {import('./bench-flags.mjs').BenchFlags} flags
 * @property {import('../setup/index.mjs').Parts} parts
 * @property {(text: string) => void} print tables go there
 */

/** Every benchmark: its name, and what measures it. Each prints its table and returns its figures. */
const benches = {
  schedules: benchSchedules,
  drag: benchDrag,
  compare: benchCompare,
  storage: benchStorage,
  'event-loop': benchEventLoop,
  training: benchTraining,
  accuracy: benchAccuracy,
}

/** Takes half an hour with the peers: only where it is asked for. */
const onRequest = ['accuracy']

/**
 * `npm run bench [-- name ...]`: measures and prints tables; with `--json` the tables go to standard
 * error, and the figures as one line of JSON to standard output.
 * @param {string[]} args
 */
export async function bench(args) {
  const { names: wanted, flags, unknown } = takeBenchFlags(args, Object.keys(benches))
  if (unknown !== undefined) {
    process.stderr.write(`${unknown}\n`)
    return 2
  }
  const { offline, retry, json } = flags
  const parts = await setUp({
    parts: ['npm', 'build', 'tensorflow', 'dataset'],
    offline,
    retry,
  })
  Object.assign(process.env, appEnv(checkoutDir))
  const stream = json ? process.stderr : process.stdout
  const print = (/** @type {string} */ text) => void stream.write(text)
  /** @type {Record<string, any>} */
  const figures = {}
  for (const [name, run] of Object.entries(benches)) {
    if (wanted.length === 0 ? !onRequest.includes(name) : wanted.includes(name)) {
      figures[name] = await run({ flags, parts, print })
    }
  }
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`)
  return figures.training?.failed ? 1 : 0
}

/** @param {unknown} value */
const ms = (value) => (typeof value === 'number' ? value.toFixed(2) : '-').padStart(9)

/** @param {Bench} bench */
async function benchSchedules({ print }) {
  const { measureSchedules } = await import('../../bench/schedules.mjs')
  process.stderr.write('A million steps of every kind of schedule ...\n')
  const kinds = await measureSchedules()
  print(`${'kind'.padEnd(22)} check ms   1e6 ms   drag ms\n`)
  for (const { kind, compileMs, walkMs, dragMs } of kinds) {
    print(`${kind.padEnd(20)} ${ms(compileMs)} ${ms(walkMs)} ${ms(dragMs)}\n`)
  }
  return kinds
}

/** @param {Bench} bench */
async function benchDrag({ flags: { offline, retry }, print }) {
  const { chromium, advice } = await setUpSystem(createContext({ offline, retry }))
  if (!chromium) {
    process.stderr.write(`The drag is not measured without Chromium.\n${advice}\n`)
    return null
  }
  const { measureDrag } = await import('../../bench/drag.mjs')
  process.stderr.write('A handle of a curve dragged in the browser ...\n')
  return printed('drag', await measureDrag(chromium), print)
}

/** @param {Bench} bench */
async function benchCompare({ flags: { offline, retry }, print }) {
  const { chromium, advice } = await setUpSystem(createContext({ offline, retry }))
  if (!chromium) {
    process.stderr.write(`Comparing is not measured without Chromium.\n${advice}\n`)
    return null
  }
  const { measureCompare } = await import('../../bench/compare/index.mjs')
  const log = (/** @type {string} */ text) => void process.stderr.write(`${text}\n`)
  const found = await measureCompare(chromium, [1_000, 10_000], log)
  for (const { runs, ...figures } of found) printed(`comparing ${runs} runs`, figures, print)
  return found
}

/** @param {Bench} bench */
async function benchStorage({ print }) {
  const { measureStorage } = await import('../../bench/storage.mjs')
  process.stderr.write('Epochs and settings kept on the disk ...\n')
  const found = await measureStorage()
  for (const { runs, ...figures } of found) printed(`storage, ${runs} runs`, figures, print)
  return found
}

/** @param {Bench} bench */
async function benchEventLoop({ print }) {
  const { measureEventLoop } = await import('../../bench/event-loop.mjs')
  process.stderr.write(`Event loop of the lab while nine trials train ${epochs} epochs each ...\n`)
  return printed('event loop delay', await measureEventLoop(epochs), print)
}

/** @param {Bench} bench */
async function benchTraining({ flags, parts, print }) {
  const { measureTraining } = await import('../../bench/training/index.mjs')
  const { resultText } = await import('../../bench/training/table.mjs')
  const { offline, retry, peers, full, writeDocs } = flags
  const context = createContext({ offline, retry })
  const result = await measureTraining({ context, parts, peers, full })
  print(resultText(result))
  if (writeDocs) {
    const { keepResult, writeBenchmarks } = await import('../../bench/training/document.mjs')
    await keepResult(result)
    await writeBenchmarks()
    process.stderr.write('Written: bench/training/results.json, docs/benchmarks.md\n')
  }
  return result
}

/** @param {Bench} bench */
async function benchAccuracy({ flags: { offline, retry, peers }, parts, print }) {
  const { accuracyTable, measureAccuracy } = await import('../../bench/accuracy.mjs')
  const found = await measureAccuracy({ context: createContext({ offline, retry }), parts, peers })
  print(accuracyTable(found))
  return found
}

/**
 * @param {string} title
 * @param {Record<string, number>} figures
 * @param {(text: string) => void} print
 */
function printed(title, figures, print) {
  for (const [name, value] of Object.entries(figures)) {
    print(`${title}  ${name.padEnd(20)} ${value.toFixed(2)}\n`)
  }
  return figures
}
