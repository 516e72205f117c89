import { nearAxis, type Family } from '../family'

/** A climb ends at most at this share of the peak; otherwise it is none. */
const lowestClimb = 0.9

/**
 * The same family behind a straight climb, whose length is looked for near `place`. Prepended, the
 * schedule has what is left of the run; overlaid, it runs underneath all the while.
 */
export function withWarmup(
  family: Family,
  place: number,
  totalUnits: number,
  mode: 'prepend' | 'overlay' = 'prepend',
): Family {
  const begin = 'begin'
  const initial = family.levels[0] ?? ''
  const value = (values: Readonly<Record<string, number>>, name: string) => values[name] ?? 0
  return {
    ...family,
    levels: [...family.levels, begin],
    axes: { warmup: nearAxis(place, Math.ceil(0.7 * totalUnits)), ...family.axes },
    spec: (values, round, span) => {
      const warmup = value(values, 'warmup')
      const units = span.units - warmup
      const rest = { units, over: { over: round.time(units) } }
      const first = value(values, initial)
      return {
        kind: 'warmup',
        over: round.time(warmup),
        from: first > 0 ? round.number(value(values, begin) / first) : 0,
        schedule: family.spec(values, round, mode === 'prepend' ? rest : span),
        ...(mode === 'overlay' && { mode }),
      }
    },
    accepts: (values) =>
      value(values, begin) < lowestClimb * value(values, initial) && family.accepts(values),
  }
}
