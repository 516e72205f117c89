// Training, and the bare products of its steps, in turn in one process.
import { readFileSync } from 'node:fs'
import { importBundled } from '../../scripts/bundled.mjs'
import { openProducts } from './products.mjs'
import { openSession } from './session.mjs'
import { createInterface } from 'node:readline'

const given = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const { batch, units, epochs, calls } = given
/** @param {object} message */
const tell = (message) => void process.stdout.write(`${JSON.stringify(message)}\n`)

const graph = await importBundled(
  `export * from './graph/ops/math'
   export { fill } from './graph/ops/arrays'
   export { whileLoop } from './graph/ops/control'
   export { graphFunction } from './graph/graph-function'
   export { ProgramRunner } from './compiled/runner'
   export { loadNativeTensorflow } from './native-tensorflow'`,
  'src/main/trainer',
)
const { trainEpoch, stepsPerEpoch } = await openSession(given)
const native = graph.loadNativeTensorflow()
const products = [false, true].map((compiled) =>
  openProducts(graph, native, { batch, units, compiled }),
)

/** Seconds of one epoch's training. */
async function trainSeconds() {
  await trainEpoch()
  const before = performance.now()
  for (let epoch = 0; epoch < epochs; epoch++) await trainEpoch()
  return (performance.now() - before) / 1000 / epochs
}

await trainEpoch()
tell({ ready: { tensorflow: native.version } })
for await (const _ of createInterface({ input: process.stdin })) {
  const [tensorflow, xla] = products.map((call) =>
    Math.min(...Array.from({ length: calls }, () => call())),
  )
  tell({ epoch: await trainSeconds(), steps: stepsPerEpoch, productsOfStep: { tensorflow, xla } })
}
