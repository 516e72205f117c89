import { LabError } from '../../shared/contract/errors'
import type { EpochRow } from '../../shared/domain/series'
import { kept } from './run-outcome'

/** What the clock says differs every time. */
const clocked: readonly string[] = ['seconds', 'examplesPerSecond']

/** The first value in which an epoch, trained again, differs from what is on the disk. */
function differenceOf(stored: EpochRow, retold: EpochRow) {
  const now = new Map<string, number | undefined>(Object.entries(retold))
  const was = Object.entries(stored) as [string, number | undefined][]
  return was
    .filter(([metric, value]) => !clocked.includes(metric) && value !== undefined)
    .map(([metric, value]) => ({ metric, was: value, is: now.get(metric) }))
    .find(({ was, is }) => was !== is)
}

/** The engines of a run that was taken up again: of the epochs on the disk, and of now. */
export interface EngineChange {
  readonly was: string | null
  readonly is: string | null
}

/**
 * Throws when an epoch that a resumed run has trained again came out differently: what is on the
 * disk and what would follow are not one run. `epochs` are on the disk.
 */
export function refuseOtherEpoch(
  stored: EpochRow,
  retold: EpochRow,
  epochs: number,
  engine: EngineChange,
): void {
  const difference = differenceOf(stored, retold)
  if (!difference) return
  const { metric, was, is } = difference
  const why =
    engine.was === engine.is
      ? ''
      : ` It was trained by ${engine.was ?? 'an unknown engine'}, now by ${engine.is ?? 'another'}.`
  throw new LabError(
    'wrong-state',
    `Epoch ${stored.epoch + 1} came out differently when it was trained again: ` +
      `${metric} was ${was}, now ${is ?? 'missing'}.${why} ${kept(epochs)} Retry the run instead.`,
  )
}
