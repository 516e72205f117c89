import { MersenneTwister } from '../../random/mersenne-twister'
import { compileSchedule, type ScheduleSpec, type Unit } from '../index'
import { suggestSchedules, type DrawnPoint } from './index'

/** One point for each of `units` units, with normal noise of a share of the highest rate. */
export function drawn(spec: ScheduleSpec, units: number, noise = 0): DrawnPoint[] {
  const { rateAt } = compileSchedule(
    { ...spec, per: 'step' },
    { totalEpochs: 1, stepsPerEpoch: units },
  )
  const rates = Array.from({ length: units }, (_, t) => rateAt(t))
  const highest = Math.max(...rates)
  const random = new MersenneTwister([2024])
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - random.nextFraction())) *
    Math.cos(2 * Math.PI * random.nextFraction())
  return rates.map((rate, t) => [t, Math.max(0, rate + noise * highest * normal())])
}

/** What is said of such a curve. */
export const suggest = (spec: ScheduleSpec, units: number, noise = 0, per: Unit = 'epoch') =>
  suggestSchedules({ points: drawn(spec, units, noise), totalUnits: units, per })

/** Behind a warm-up of 10 units from a tenth of the rate. */
export const climbTo = (schedule: object): ScheduleSpec =>
  ({ kind: 'warmup', over: 10, from: 0.1, schedule }) as ScheduleSpec
