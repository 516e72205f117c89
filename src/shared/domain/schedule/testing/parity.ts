import { compileSchedule, type ScheduleSpec } from '../index'
import type { ScheduleState, WatchedMetric } from '../node'

/** What a library was asked for and the rates it gave, beside our spec for the same. */
export interface ParityCase {
  /** Row of the catalogue of schedules. */
  readonly row: string
  readonly library: string
  readonly version: string
  /** Class or function of the library. */
  readonly name: string
  readonly parameters: string
  /** What the library computes in. */
  readonly precision: 'float64' | 'float32'
  /** It takes nearly equal float32 numbers from each other: small values have lost their digits. */
  readonly cancels?: true
  readonly spec: ScheduleSpec
  readonly epochs: number
  readonly stepsPerEpoch: number
  /** For a schedule that reacts: what it watches, and the value at the end of each epoch. */
  readonly metric?: WatchedMetric
  /** null stands for a value that is not a number. */
  readonly metricValues?: readonly (number | null)[]
  /** Steps to which the rates belong; every step of the run when left out. */
  readonly steps?: readonly number[]
  readonly rates: readonly number[]
  readonly momenta?: readonly number[]
}

/** Largest relative error that counts as equal. */
export const tolerances = { float64: 1e-9, float32: 1e-6 } as const

/**
 * Values below this share of the largest one are measured against it: there, subtraction has left a
 * library fewer digits than the tolerance asks for. Half a unit in the last place of the largest
 * value, divided by the tolerance.
 */
const smallestShare = { float64: 2 ** -53 / 1e-9, float32: 1e-9, cancelling: 2 ** -23 / 1e-6 }

/** How far our values are from a library's. */
export interface Comparison {
  readonly compared: number
  /** Infinity where one side has a value and the other has none. */
  readonly largestError: number
  /** Where that was, for a message. */
  readonly worst: string
}

const metricsOf = (epoch: number, metric: WatchedMetric, value: number | null) => ({
  epoch,
  loss: NaN,
  accuracy: NaN,
  valLoss: NaN,
  valAccuracy: NaN,
  [metric]: value ?? NaN,
})

/** What the schedule knows in each epoch of the case's run. */
function statesOf(parity: ParityCase, { initialState, observe }: Compiled) {
  const { metric, metricValues = [] } = parity
  const states: ScheduleState[] = [initialState]
  if (!metric) return states
  for (const [epoch, value] of metricValues.entries()) {
    states.push(observe(states[epoch] ?? initialState, metricsOf(epoch, metric, value)))
  }
  return states
}

type Compiled = ReturnType<typeof compileSchedule>

/** Our rates and momenta at the steps of a case. */
function oursFor(parity: ParityCase) {
  const { spec, epochs, stepsPerEpoch, rates } = parity
  const schedule = compileSchedule(spec, { totalEpochs: epochs, stepsPerEpoch })
  const states = statesOf(parity, schedule)
  const steps = parity.steps ?? rates.map((_, step) => step)
  const stateAt = (step: number) => states[Math.floor(step / stepsPerEpoch)] ?? states[0]
  return {
    steps,
    rates: steps.map((step) => schedule.rateAt(step, stateAt(step))),
    momenta: steps.map((step) => schedule.momentumAt(step)),
  }
}

function shareOf({ precision, cancels }: ParityCase): number {
  return cancels ? smallestShare.cancelling : smallestShare[precision]
}

function errorOf(ours: number | null | undefined, theirs: number, smallest: number): number {
  if (ours === theirs) return 0
  const error = Math.abs((ours ?? NaN) - theirs) / Math.max(Math.abs(theirs), smallest)
  return Number.isNaN(error) ? Infinity : error
}

/** Compares our rates, and momenta where the library gives them, with those of a case. */
export function compareCase(parity: ParityCase): Comparison {
  const ours = oursFor(parity)
  let [compared, largestError, worst] = [0, 0, 'none']
  for (const what of ['rates', 'momenta'] as const) {
    const theirs = parity[what] ?? []
    const smallest = Math.max(...theirs) * shareOf(parity)
    for (const [index, value] of theirs.entries()) {
      const error = errorOf(ours[what][index], value, smallest)
      compared += 1
      if (error <= largestError) continue
      largestError = error
      worst = `${what} at step ${ours.steps[index]}: ours ${ours[what][index]}, theirs ${value}`
    }
  }
  return { compared, largestError, worst }
}
