import type { CompiledSchedule, Unit } from '../../../../../shared/domain/schedule'

/** Spreadsheets take a million rows; more would be hundreds of megabytes. */
export const mostRows = 2_000_000

/**
 * The rates of a run as a table with every digit, steps and epochs counted from 0: a row a step, or
 * a row an epoch with the rate of its first step. The momentum is there where the schedule sets it.
 */
export function ratesCsv(schedule: CompiledSchedule, stepsPerEpoch: number, per: Unit): string {
  const { totalSteps, rateAt, momentumAt, setsMomentum } = schedule
  const names = per === 'epoch' ? ['epoch', 'rate'] : ['step', 'epoch', 'rate']
  const lines = [[...names, ...(setsMomentum ? ['momentum'] : [])].join(',')]
  for (let step = 0; step < totalSteps; step += per === 'epoch' ? stepsPerEpoch : 1) {
    const epoch = Math.floor(step / stepsPerEpoch)
    const moment = per === 'epoch' ? String(epoch) : `${step},${epoch}`
    const momentum = setsMomentum ? `,${momentumAt(step) ?? ''}` : ''
    lines.push(`${moment},${rateAt(step)}${momentum}`)
  }
  return `${lines.join('\n')}\n`
}
