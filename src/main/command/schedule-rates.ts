import { stringify } from 'csv-stringify/sync'
import type { CompiledSchedule, RunLength } from '../../shared/domain/schedule'

/** The moments of a run that are asked for: all its steps, or the first step of every epoch. */
export interface Moments {
  readonly count: number
  readonly stepOf: (index: number) => number
}

export const everyStep = ({ totalSteps }: CompiledSchedule): Moments => ({
  count: totalSteps,
  stepOf: (step) => step,
})

export const everyEpoch = ({ totalEpochs, stepsPerEpoch }: RunLength): Moments => ({
  count: totalEpochs,
  stepOf: (epoch) => epoch * stepsPerEpoch,
})

/** Rows put together before they are written: a text of all the steps could be too long for one. */
const chunk = 10_000

const write = (text: string) => process.stdout.write(text)

function inChunks(count: number, textOf: (from: number, to: number) => string): void {
  for (let from = 0; from < count; from += chunk) write(textOf(from, Math.min(count, from + chunk)))
}

const listed = <Value>(from: number, to: number, valueAt: (index: number) => Value) =>
  Array.from({ length: to - from }, (_, index) => valueAt(from + index))

/** Writes a JSON array of numbers and nulls with every digit. */
export function writeJsonList(
  { count, stepOf }: Moments,
  valueAt: (step: number) => number | null,
) {
  write('[')
  inChunks(count, (from, to) => {
    const values = listed(from, to, (index) => String(valueAt(stepOf(index))))
    return (from > 0 ? ',' : '') + values.join(',')
  })
  write(']')
}

/** Writes `{"rates": [...]}` on one line, with `momentum` beside it where it is asked for. */
export function writeJson(
  { rateAt, momentumAt }: CompiledSchedule,
  moments: Moments,
  momentum: boolean,
): void {
  write('{"rates":')
  writeJsonList(moments, rateAt)
  if (momentum) {
    write(',"momentum":')
    writeJsonList(moments, momentumAt)
  }
  write('}\n')
}

/** Writes a rate a line, and the momentum after it where it is asked for. */
export function writeLines(
  { rateAt, momentumAt }: CompiledSchedule,
  { count, stepOf }: Moments,
  momentum: boolean,
): void {
  const line = (step: number) =>
    momentum ? `${rateAt(step)} ${momentumAt(step) ?? '-'}\n` : `${rateAt(step)}\n`
  inChunks(count, (from, to) => listed(from, to, (index) => line(stepOf(index))).join(''))
}

/** Writes a table: the moment counted from 0, the rate, and the momentum where it is asked for. */
export function writeCsv(
  { rateAt, momentumAt }: CompiledSchedule,
  { count, stepOf }: Moments,
  { perEpoch, momentum }: { readonly perEpoch: boolean; readonly momentum: boolean },
): void {
  write(stringify([[perEpoch ? 'epoch' : 'step', 'rate', ...(momentum ? ['momentum'] : [])]]))
  const row = (index: number) => {
    const step = stepOf(index)
    return [index, rateAt(step), ...(momentum ? [momentumAt(step)] : [])]
  }
  inChunks(count, (from, to) => stringify(listed(from, to, row)))
}
