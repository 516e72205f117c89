import type { Sketch } from './drawn-curve'

/** Where a curve turns from rising to falling, or back. */
export interface Turn {
  readonly t: number
  readonly share: number
  readonly kind: 'peak' | 'valley'
}

/** Smaller swings, as shares of the highest rate, are the hand's. */
const leastSwing = 0.15

/**
 * The turns of a curve inside its stretch, in time, peaks and valleys in turn; swings of less than
 * 15 % of the highest rate are passed over.
 */
export function turnsOf({ times, shares }: Sketch): readonly Turn[] {
  const turns: Turn[] = []
  const start = { t: times[0] ?? 0, share: shares[0] ?? 0 }
  const isFar = ({ share }: Pick<Turn, 'share'>) =>
    turns.length > 0 || Math.abs(share - start.share) > leastSwing
  let [highest, lowest] = [start, start]
  let seeks: 'either' | 'peak' | 'valley' = 'either'
  for (let index = 0; index < times.length; index++) {
    const here = { t: times[index] ?? 0, share: shares[index] ?? 0 }
    if (here.share > highest.share) highest = here
    if (here.share < lowest.share) lowest = here
    const fell = highest.share - here.share > leastSwing
    const rose = here.share - lowest.share > leastSwing
    if (seeks !== 'valley' && fell) {
      if (isFar(highest)) turns.push({ ...highest, kind: 'peak' })
      seeks = 'valley'
      lowest = here
    } else if (seeks !== 'peak' && rose) {
      if (isFar(lowest)) turns.push({ ...lowest, kind: 'valley' })
      seeks = 'peak'
      highest = here
    }
  }
  return turns
}

/** A jump up: the first sample after it, and the share that the curve reaches. */
export interface Jump {
  readonly t: number
  readonly share: number
}

/** Where a curve rises most steeply between each valley and the peak after it. */
export function jumpsOf(sketch: Sketch, turns: readonly Turn[]): readonly Jump[] {
  const { times, shares } = sketch
  return turns.flatMap((valley, place) => {
    const peak = turns[place + 1]
    if (valley.kind !== 'valley' || peak === undefined) return []
    let best = { t: peak.t, rise: 0 }
    for (let index = 1; index < times.length; index++) {
      const t = times[index] ?? 0
      const rise = (shares[index] ?? 0) - (shares[index - 1] ?? 0)
      if (t > valley.t && t <= peak.t && rise > best.rise) best = { t, rise }
    }
    return [{ t: best.t, share: peak.share }]
  })
}
