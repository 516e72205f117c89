import type { ScheduleSpec } from '../kinds'

/** A schedule that people write down and another one that their code applies. */
export interface IntendedExample {
  readonly title: string
  /** The line of code that gives rise to both readings. */
  readonly written: string
  readonly intended: ScheduleSpec
  readonly applied: ScheduleSpec
  readonly explanation: string
}

/** The article's two traps, in runs of 100 epochs of 250 steps. */
export const intendedExamples: readonly IntendedExample[] = [
  {
    title: 'Decay meant per epoch, applied per step',
    written: 'SGD(learning_rate=0.1, decay=0.01)',
    intended: { kind: 'inverse-time', per: 'epoch', initial: 0.1, decay: 0.01 },
    applied: { kind: 'inverse-time', per: 'step', initial: 0.1, decay: 0.01 },
    explanation:
      'The old Keras argument counts optimizer steps, not epochs: the rate that was meant for epoch 100 is there after 100 steps, before the first epoch is half over.',
  },
  {
    title: 'A time-based formula that feeds on itself',
    written: 'def schedule(epoch, rate): return rate / (1 + 0.005 * epoch)',
    intended: { kind: 'inverse-time', per: 'epoch', initial: 0.5, decay: 0.005 },
    applied: { kind: 'compounding-time', per: 'epoch', initial: 0.5, decay: 0.005 },
    explanation:
      'The callback is given the current rate, not the initial one, so the divisors multiply up: at epoch 38 the rate is 0.0153 where the formula has 0.42, and at epoch 99 nothing is left of it.',
  },
]

/** How a schedule is easily misread. */
export interface Reading {
  /** What people think it is. */
  readonly spec: ScheduleSpec
  readonly explanation: string
}

/** The reading that a schedule invites though it is another: as in the article's two traps. */
export function readingOf(spec: ScheduleSpec): Reading | null {
  if (spec.kind === 'inverse-time' && spec.per !== 'epoch') {
    return {
      spec: { ...spec, per: 'epoch' },
      explanation:
        'Its decay counts steps; read as if it counted epochs, it would fall far slower.',
    }
  }
  if (spec.kind === 'compounding-time') {
    return {
      spec: { ...spec, kind: 'inverse-time' },
      explanation:
        'It divides the current rate, so the divisors multiply up; the formula divides the initial rate.',
    }
  }
  return null
}
