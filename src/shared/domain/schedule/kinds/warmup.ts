import { choice, duration, number, schedule, type Duration, type NestedSpec } from '../fields'
import { defineKind } from '../kind'
import { unitOf } from '../node'

const shapes = ['linear', 'cosine', 'exponential', 'constant'] as const
type Shape = (typeof shapes)[number]

/** The factor after the share u of the warm-up. */
const climb: Record<Shape, (from: number, u: number) => number> = {
  linear: (from, u) => from + (1 - from) * u,
  cosine: (from, u) => from + ((1 - from) * (1 - Math.cos(Math.PI * u))) / 2,
  exponential: (from, u) => from ** (1 - u),
  constant: (from) => from,
}

/** What a warm-up of so many units leaves of the run, as a share of it. */
const restOf = (over: number, totalUnits: number): Duration =>
  `${Math.max(0, Number((100 * (1 - over / totalUnits)).toFixed(1)))}%`

/** Whether a prepended schedule lasts just until the end of the run: it should still do so later. */
const fillsTheRest = (schedule: NestedSpec, over: number, totalUnits: number) =>
  schedule.per === undefined && schedule.over === restOf(over, totalUnits)

/** Prepended, the schedule begins at its own 0 when the warm-up ends; its T is the run's all the same. */
export const warmup = defineKind({
  kind: 'warmup',
  family: 'Composition',
  title: 'Warm-up',
  summary: 'Starts any schedule gently: in front of it, or laid over its beginning.',
  formula:
    'factor(t) * schedule(0) for t < over, then schedule(t - over)  (prepend) or schedule(t)  (replace);  factor(t) * schedule(t)  (overlay)',
  source: 'Goyal et al., arXiv 1706.02677; timm warmup_prefix; transformers get_*_with_warmup.',
  fields: {
    schedule: schedule('schedule'),
    over: duration('warm-up', { least: 0, whole: true }),
    from: number('first factor', { fallback: 0, min: 0 }),
    shape: choice('shape', shapes),
    mode: choice(
      'the schedule',
      ['prepend', 'overlay', 'replace'],
      'Prepend: it begins after the warm-up. Overlay: it runs underneath and is scaled. Replace: it runs underneath, unseen until the warm-up has ended, as timm does.',
    ),
  },
  example: {
    per: 'epoch',
    schedule: { kind: 'cosine', initial: 0.1, over: '90%' },
    over: '10%',
  },
  check: ({ from, shape }) =>
    shape === 'exponential' && from === 0
      ? 'from must be greater than 0 for an exponential warm-up, was 0'
      : null,
  build: ({ schedule, over, from, shape, mode }, scope) => {
    const length = over * scope.stepsPerUnit
    const prepends = mode === 'prepend'
    const child = scope.child(
      'schedule',
      schedule,
      prepends ? { startStep: length, totalSteps: scope.totalSteps } : undefined,
    )
    const factorAt = (step: number) => climb[shape](from, unitOf(step, scope) / over)
    const { momentumAt } = child
    return {
      heldSteps: Math.min(scope.stepsPerUnit, child.heldSteps),
      rateAt: (step, state) => {
        if (step >= length) return child.rateAt(prepends ? step - length : step, state)
        return factorAt(step) * child.rateAt(mode === 'overlay' ? step : 0, state)
      },
      ...(momentumAt && {
        momentumAt: (step: number) => momentumAt(prepends ? Math.max(0, step - length) : step),
      }),
    }
  },
  handles: ({ schedule, over, mode }, { totalUnits }) => [
    {
      id: 'warmup',
      label: 'End of the warm-up',
      t: over,
      rate: NaN,
      moves: 'time',
      drag: (to) => {
        const next = Math.min(totalUnits, Math.max(1, Math.round(to.t)))
        const follows = mode === 'prepend' && fillsTheRest(schedule, over, totalUnits)
        return {
          over: next,
          ...(follows && { schedule: { ...schedule, over: restOf(next, totalUnits) } }),
        }
      },
    },
  ],
})
