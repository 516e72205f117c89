import type { Stretch } from '../../../../../shared/charts/schedule-curve'
import type { RunLength } from '../../../../../shared/domain/schedule'
import type { Dialect, Difference } from '../../../../../shared/domain/schedule/dialects'

/** What the sentences about differences count: epochs where no version moves within one. */
export const countsEpochs = (versions: readonly Dialect[]) =>
  versions.every(({ spec }) => spec.per === 'epoch')

/** Units shown on each side of a short difference, and the share of a long one. */
const unitsBeside = 5
const shareBeside = 0.25

/** The part of the run to look at for one difference, with some of the run on both sides. */
export function windowAround(
  { from, to }: Pick<Difference, 'from' | 'to'>,
  { totalEpochs, stepsPerEpoch }: RunLength,
  perEpoch: boolean,
): Stretch {
  const unit = perEpoch ? stepsPerEpoch : 1
  const beside = Math.max(unitsBeside * unit, Math.round((to + 1 - from) * shareBeside))
  return {
    from: Math.max(0, from - beside),
    to: Math.min(totalEpochs * stepsPerEpoch, to + 1 + beside),
  }
}

/** Narrower ones could not be seen, as a share of what is shown. */
const narrowest = 0.004

/** The differences as stretches to shade: those that are shown, wide enough to be seen. */
export function shadedStretches(
  differences: readonly Pick<Difference, 'from' | 'to'>[],
  shown: Stretch,
): readonly Stretch[] {
  const least = (shown.to - shown.from) * narrowest
  return differences
    .filter(({ from, to }) => to + 1 > shown.from && from < shown.to)
    .map(({ from, to }) => {
      const more = Math.max(0, least - (to + 1 - from)) / 2
      return {
        from: Math.max(shown.from, from - more),
        to: Math.min(shown.to, to + 1 + more),
      }
    })
}
