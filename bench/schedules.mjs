// How long schedules take: a million steps of every kind, and one redraw while a handle is dragged.
import { importBundled } from '../scripts/bundled.mjs'

const steps = 1_000_000
const dragLength = { totalEpochs: 100, stepsPerEpoch: 250 }
const drags = 200
const repeats = 5

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** Milliseconds that a call takes: the median of a few. */
function timeOf(call) {
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now()
    call()
    return performance.now() - start
  })
  return median(times)
}

/** Runs every rate of a million steps; the sum keeps the work from being skipped. */
function walk({ totalSteps, rateAt }) {
  let sum = 0
  for (let step = 0; step < totalSteps; step++) sum += rateAt(step)
  return sum
}

/**
 * Milliseconds for each kind: to compile (which checks every step) and to walk a million steps, set
 * before every step; and for what one pointer move of a drag does before the chart draws.
 */
export async function measureSchedules() {
  const engine = await importBundled(
    `export { compileSchedule, scheduleKinds, definitionOf } from './index'
     export { dragHandle } from './edit'
     export { placeHandles } from './place-handles'
     export { previewOf } from './preview'`,
    'src/shared/domain/schedule',
  )
  const { compileSchedule, scheduleKinds, definitionOf } = engine
  const long = { totalEpochs: 100, stepsPerEpoch: steps / 100 }
  return Object.keys(scheduleKinds).map((kind) => {
    const spec = { kind, ...definitionOf(kind).example, per: 'step' }
    const compileMs = timeOf(() => compileSchedule(spec, long))
    const compiled = compileSchedule(spec, long)
    return { kind, compileMs, walkMs: timeOf(() => walk(compiled)), dragMs: dragOf(engine, spec) }
  })
}

/** One pointer move: drag, compile, sample, place the handles again. */
function dragOf({ compileSchedule, dragHandle, placeHandles, previewOf }, first) {
  let spec = first
  const times = []
  for (let move = 0; move < drags; move++) {
    const start = performance.now()
    const compiled = compileSchedule(spec, dragLength)
    previewOf(compiled, 400)
    const [handle] = placeHandles(compiled, '')
    if (!handle) return null
    spec = dragHandle(spec, handle, { step: handle.step, rate: 0.1 + 0.0001 * (move % 50) })
    times.push(performance.now() - start)
  }
  return median(times)
}
