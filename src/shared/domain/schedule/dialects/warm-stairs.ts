import { callText, optaxCall } from './call-text'
import { present, type Design, type Dialect } from './dialect'
import { inFront, pytorchSequence, thenFormula, timmWays, type WarmDecay } from './warm-up-parts'

/** A formula with more conditions would be long to read and slow to run. */
const mostMilestones = 50

/** timm compares milestones with t + 1. */
const timmMilestones = (milestones: readonly number[]) =>
  milestones.map((milestone) => Math.max(0, Math.ceil(milestone) - 1))

function timmWarm(warm: WarmDecay, { values }: Design<'multi-step'>): readonly Dialect[] {
  const { initial, factor, milestones } = values
  const units = timmMilestones(milestones)
  const cuts = units.map((unit) => `(t >= ${unit})`).join(' + ') || '0'
  return timmWays(
    warm,
    { name: 'MultiStepLRScheduler', values: { decay_t: milestones, decay_rate: factor } },
    {
      underneath: {
        kind: 'formula',
        per: warm.per,
        expression: thenFormula(warm, `${initial} * ${factor} ^ (${cuts})`),
      },
      waiting: {
        kind: 'sequence',
        per: warm.per,
        parts: [
          {
            schedule: { kind: 'ramp', rate: initial, from: warm.from, over: warm.warmup },
            for: warm.warmup,
          },
          { schedule: { kind: 'multi-step', initial, factor, milestones: units } },
        ],
      },
    },
  )
}

/** Goyal's recipe: the milestones of PyTorch and optax begin to count after the warm-up. */
export function warmMultiStepDialects(
  warm: WarmDecay,
  design: Design<'multi-step'>,
): readonly Dialect[] {
  const { initial, factor, milestones } = design.values
  if (milestones.length > mostMilestones || milestones.includes(0)) return []
  const once = [...new Set(milestones)]
  const cutsAt = (units: readonly number[]) =>
    inFront(warm, { kind: 'multi-step', initial, factor, milestones: units })
  const scales = once.map((milestone) => `${milestone}: ${factor}`).join(', ')
  const climb = callText('linear_schedule', {
    init_value: initial * warm.from,
    end_value: initial,
    transition_steps: warm.warmup,
  })
  const joined = `join_schedules([${climb}, piecewise_constant_schedule(${initial}, {${scales}})], [${warm.warmup}])`
  return present([
    {
      library: 'pytorch',
      name: 'PyTorch',
      call: pytorchSequence(warm, callText('MultiStepLR', { milestones, gamma: factor })),
      spec: cutsAt(milestones.filter(Number.isInteger)),
      note: 'PyTorch counts the milestones from the end of the warm-up.',
    },
    {
      library: 'optax',
      name: 'optax',
      call: optaxCall(warm.per, joined),
      spec: cutsAt(once.map(Math.ceil)),
      note: 'optax counts the boundaries from the end of the warm-up.',
    },
    ...timmWarm(warm, design),
  ])
}
