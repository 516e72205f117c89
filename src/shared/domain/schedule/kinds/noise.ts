import { choice, duration, number, optionalDuration, schedule } from '../fields'
import { defineKind } from '../kind'
import { unitOf } from '../node'
import { noiseShares } from '../noise'

/** Normal noise is redrawn until it is below the limit: below this it would take for ever. */
const narrowest = 0.001

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
    deviation: number('standard deviation', {
      fallback: 1,
      above: 0,
      max: 100,
      help: 'Of normal noise, before it is limited.',
    }),
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
  check: ({ distribution, limit, deviation, from, until = Infinity }) => {
    if (distribution === 'normal' && limit < deviation * narrowest) {
      return `limit must be at least ${narrowest} of deviation ${deviation}, was ${limit}`
    }
    return from <= until ? null : `until must be at least from; from is ${from}, until ${until}`
  },
  build: ({ schedule, distribution, limit, deviation, seed, from, until = Infinity }, scope) => {
    const child = scope.child('schedule', schedule)
    const draw = noiseShares({ distribution, limit, deviation, seed })
    // Drawing takes hundreds of operations; neighbouring steps ask for the same unit.
    let known = { t: -1, share: 0 }
    const shareAt = (t: number) => {
      if (known.t !== t) known = { t, share: draw(t) }
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
