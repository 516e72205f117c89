import {
  previewOf,
  type CompiledSchedule,
  type RunLength,
  type ScheduleSpec,
} from '../domain/schedule'
import { inExampleRun } from './example-run'
import { styleOf } from './palette'
import { rateRange } from './plot-scale'
import type { CurveLine, Stretch } from './schedule-curve'
import type { ChartTheme } from './theme'

/** A schedule to be drawn among others; `style` is its place in the palette, from 0. */
export interface OverlaidSchedule {
  readonly id: string
  readonly name: string
  readonly spec: ScheduleSpec
  readonly style: number
}

/** The curve of a part of the run, as fine as `buckets` allow; steps are those of the run. */
export function curveWithin(schedule: CompiledSchedule, { from, to }: Stretch, buckets: number) {
  const part = {
    ...schedule,
    totalSteps: to - from,
    heldSteps: 1,
    rateAt: (step: number) => schedule.rateAt(from + step),
  }
  const { steps, rates } = previewOf(part, buckets)
  return { steps: steps.map((step) => step + from), rates }
}

/**
 * A schedule's line over a run, and whether it reacts: then it is drawn for the made-up metric of
 * an example run. Throws a ScheduleError when it does not fit the run.
 */
export function overlaidLine(
  { id, name, spec, style }: OverlaidSchedule,
  length: RunLength,
  { theme, buckets }: { readonly theme: ChartTheme; readonly buckets: number },
): { readonly line: CurveLine; readonly reacts: boolean } {
  const { schedule, reacts } = inExampleRun(spec, length)
  const curve = previewOf(schedule, buckets)
  return { line: { id, name, ...curve, style: styleOf(style, theme) }, reacts }
}

/** A range of rates in which all the lines can be seen. */
export function rangeOfLines(
  lines: readonly Pick<CurveLine, 'rates'>[],
  logarithmic: boolean,
): readonly [low: number, high: number] {
  let highest = 0
  let lowest = Infinity
  for (const { rates } of lines) {
    for (let index = 0; index < rates.length; index++) {
      const rate = rates[index] ?? 0
      highest = Math.max(highest, rate)
      if (rate > 0) lowest = Math.min(lowest, rate)
    }
  }
  return rateRange({ highest, lowest }, logarithmic)
}

const longestLabel = 40

/** Names for a legend: long ones cut short, and those that are the same numbered. */
export function legendLabels(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const letters = Array.from(name)
    const short =
      letters.length > longestLabel ? `${letters.slice(0, longestLabel - 1).join('')}…` : name
    const count = (seen.get(short) ?? 0) + 1
    seen.set(short, count)
    return count === 1 ? short : `${short} (${count})`
  })
}
