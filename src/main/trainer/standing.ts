import type { TwisterState } from '../../shared/domain/random/mersenne-twister'
import { randomStream } from '../../shared/domain/random/streams'
import type { EarlyStoppingSpec, Recipe } from '../../shared/domain/recipe'
import type { CompiledSchedule, ScheduleState } from '../../shared/domain/schedule'
import type { EpochRow } from '../../shared/domain/series'
import { freshWatch, watchEpoch, type Watch } from './early-stopping'
import type { SessionState } from './engine'

/** Where a run stands between two epochs: what decides its rest, beside the session's state. */
export interface Standing {
  /** Finished epochs. */
  readonly epochs: number
  readonly schedule: ScheduleState
  /** The generator of shuffles before the next epoch's order is drawn. */
  readonly shuffles: TwisterState
  readonly watch: Watch
  /** The watched metric's value in the last epoch; null before the first. */
  readonly value: number | null
  /** Seconds of training and validation in the finished epochs. */
  readonly busySeconds: number
  /** The session after the best epoch, where the recipe wants it back at the end. */
  readonly best: SessionState | null
}

/** What is watched: for early stopping, or else to know the best checkpoint. */
export const watchOf = ({ earlyStopping }: Recipe): EarlyStoppingSpec =>
  earlyStopping ?? { metric: 'valLoss', patience: Infinity }

export const firstStanding = (seed: number, schedule: CompiledSchedule): Standing => ({
  epochs: 0,
  schedule: schedule.initialState,
  shuffles: randomStream(seed, 'shuffle').save(),
  watch: freshWatch,
  value: null,
  busySeconds: 0,
  best: null,
})

/** What an epoch left behind. */
export interface EpochOutcome {
  readonly recipe: Recipe
  readonly schedule: CompiledSchedule
  readonly row: EpochRow
  readonly shuffles: TwisterState
  /** Asked for only when the epoch is one to come back to. */
  readonly state: () => SessionState
}

export function afterEpoch(
  before: Standing,
  { recipe, schedule, row, shuffles, state }: EpochOutcome,
): Standing {
  const spec = watchOf(recipe)
  const watch = watchEpoch(before.watch, spec, row)
  const isBest = spec.restoreBest === true && watch.best?.epoch === row.epoch
  return {
    epochs: row.epoch + 1,
    schedule: schedule.observe(before.schedule, row),
    shuffles,
    watch,
    value: row[spec.metric],
    busySeconds: before.busySeconds + row.seconds,
    best: isBest ? state() : before.best,
  }
}
