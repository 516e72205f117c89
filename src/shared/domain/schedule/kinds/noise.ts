import { choice, duration, number, optionalDuration, schedule } from '../fields'
import { defineKind } from '../kind'
import { unitOf } from '../node'
import { noiseAt } from '../noise'

/** Seeded by seed + t alone, so a unit's noise is the same whenever it is asked for. */
export const noise = defineKind({
  kind: 'noise',
  family: 'Composition',
  title: 'Noise',
  summary: 'Shakes any schedule by a seeded random share, the same in every repeat.',
  formula: 'schedule * (1 + noise(seed + t)),  normal and redrawn until below limit, or uniform',
  source: 'timm lr_noise (bit for bit its numbers).',
  fields: {
    schedule: schedule('schedule'),
    distribution: choice('distribution', ['normal', 'uniform']),
    limit: number('largest share', { fallback: 0.67, above: 0, max: 1, quantity: 'share' }),
    seed: number('seed', { fallback: 42, min: 0, max: 0xffff_ffff, whole: true }),
    from: duration('from', { fallback: 0, least: 0 }),
    until: optionalDuration('until', { least: 0, help: 'To the end when left out.' }),
  },
  example: {
    per: 'epoch',
    schedule: { kind: 'cosine', initial: 0.1 },
    limit: 0.3,
    from: '20%',
    until: '80%',
  },
  check: ({ from, until = Infinity }) =>
    from <= until ? null : `until must be at least from; from is ${from}, until ${until}`,
  build: ({ schedule, distribution, limit, seed, from, until = Infinity }, scope) => {
    const child = scope.child('schedule', schedule)
    // Drawing takes hundreds of operations; neighbouring steps ask for the same unit.
    let known = { t: -1, share: 0 }
    const shareAt = (t: number) => {
      if (known.t !== t) known = { t, share: noiseAt(t, { distribution, limit, seed }) }
      return known.share
    }
    return {
      ...child,
      heldSteps: Math.min(scope.stepsPerUnit, child.heldSteps),
      rateAt: (step, state) => {
        const rate = child.rateAt(step, state)
        const t = unitOf(step, scope)
        return t >= from && t < until ? rate + rate * shareAt(t) : rate
      },
    }
  },
})
