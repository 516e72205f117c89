import { LabError } from '../../shared/contract/errors'
import {
  compileSchedule,
  withMetrics,
  type RunLength,
  type ScheduleSpec,
} from '../../shared/domain/schedule'
import { readJson, nameOf } from './schedule-files'
import { readMetricValues, refuseReaction } from './schedule-input'
import { everyStep, writeJsonList } from './schedule-rates'

/** Far above what anyone reads from one line. */
const mostRates = 20_000_000

function wholeOf(entry: Record<string, unknown>, name: string): number {
  const value = entry[name]
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value
  const was = value === undefined ? 'is missing' : `was ${JSON.stringify(value).slice(0, 80)}`
  throw new LabError('bad-input', `${name} must be a whole number of at least 1; it ${was}`)
}

function compileEntry(entry: Record<string, unknown>) {
  const length: RunLength = {
    totalEpochs: wholeOf(entry, 'epochs'),
    stepsPerEpoch: wholeOf(entry, 'stepsPerEpoch'),
  }
  const steps = length.totalEpochs * length.stepsPerEpoch
  if (steps > mostRates) {
    throw new LabError('bad-input', `An entry has at most ${mostRates} steps; this has ${steps}`)
  }
  const { spec, metricValues } = entry
  // Compiling checks the spec, whatever it is.
  const compiled = compileSchedule(spec as ScheduleSpec, length)
  return metricValues === undefined
    ? refuseReaction(compiled)
    : withMetrics(compiled, readMetricValues(metricValues))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is wrong with an entry, in words; faults of our own are told too, and end nothing. */
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function answer(entry: unknown, index: number): void {
  const name = isRecord(entry) && typeof entry.name === 'string' ? entry.name : null
  const start = `{"name":${JSON.stringify(name)},`
  try {
    if (!isRecord(entry)) {
      const form = '{"name", "spec", "epochs", "stepsPerEpoch", "metricValues"}'
      throw new LabError('bad-input', `Entry ${index} must be ${form}`)
    }
    const compiled = compileEntry(entry)
    process.stdout.write(`${start}"rates":`)
    writeJsonList(everyStep(compiled), compiled.rateAt)
    process.stdout.write('}\n')
  } catch (error) {
    process.stdout.write(`${start}"error":${JSON.stringify(messageOf(error))}}\n`)
  }
}

/** Answers each entry of a JSON array with one line of JSON, its rates or what is wrong with it. */
export async function answerBatch(file: string): Promise<void> {
  const entries = await readJson(file)
  if (!Array.isArray(entries)) {
    throw new LabError('bad-input', `${nameOf(file)} must be a JSON array of entries.`)
  }
  entries.forEach(answer)
}
