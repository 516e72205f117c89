import { momentumOf, resolveOptimizer } from '../../shared/domain/optimizer'
import { splitSizes, type Recipe } from '../../shared/domain/recipe'
import {
  compileSchedule,
  type CompiledSchedule,
  type ScheduleState,
} from '../../shared/domain/schedule'
import { familyOf } from './optimizers/families'

/** What consecutive steps are to be trained with, one value per step. */
export interface PlannedSteps {
  readonly rates: Float64Array
  /** The schedule's, or else the optimizer's own; null where the optimizer has none. */
  readonly momenta: Float64Array | null
}

/** Learning rate and momentum of every step of a run. */
export class StepPlan {
  readonly schedule: CompiledSchedule
  private readonly ownMomentum: number | null

  constructor(recipe: Recipe) {
    const { stepsPerEpoch } = splitSizes(recipe)
    this.schedule = compileSchedule(recipe.schedule, {
      totalEpochs: recipe.totalEpochs,
      stepsPerEpoch,
    })
    const optimizer = resolveOptimizer(recipe.optimizer)
    // Plain SGD could have a momentum, but runs without: a schedule has nothing to set there.
    this.ownMomentum = familyOf(optimizer).hasMomentum ? momentumOf(optimizer) : null
  }

  /** Steps `from` to `to` (exclusive) of the whole run, all within one epoch. */
  steps(from: number, to: number, state: ScheduleState): PlannedSteps {
    const { schedule, ownMomentum } = this
    const each = (valueAt: (step: number) => number) =>
      Float64Array.from({ length: to - from }, (_, index) => valueAt(from + index))
    return {
      rates: each((step) => schedule.rateAt(step, state)),
      momenta:
        ownMomentum === null ? null : each((step) => schedule.momentumAt(step) ?? ownMomentum),
    }
  }

  /** The momenta that the engine has to be told: none where it uses the optimizer's own. */
  toldMomenta({ momenta }: PlannedSteps): Float64Array | null {
    return this.schedule.setsMomentum ? momenta : null
  }
}
