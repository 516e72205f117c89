import type { TrainerMessage } from '../../../shared/contract/trainer'
import { splitSizes, type Recipe } from '../../../shared/domain/recipe'
import { noCheckpoints } from '../checkpoints/keeper'
import { Control } from '../control'
import { startFrom } from '../resume'
import { StepPlan } from '../step-plan'
import { trainRun } from '../training-loop'
import { FakeSession } from './fake-session'
import { smallRecipe } from './small-recipe'

/** A run of a fake session; its clock stands still, so chunks double from one step on. */
export function bench(changes: Partial<Recipe> = {}, seed = 7) {
  const recipe = smallRecipe(changes)
  const { imagesPerEpoch, stepsPerEpoch } = splitSizes(recipe)
  const session = new FakeSession(recipe)
  session.lossOf = (step) => 1 / (step + 1)
  session.evaluationOf = (_, from, to) => ({ lossSum: (to - from) / 2 })
  const told: TrainerMessage[] = []
  const tell = (message: TrainerMessage) => void told.push(message)
  const control = new Control((state) => tell({ kind: state }))
  const plan = new StepPlan(recipe)
  const { schedule } = plan
  const { totalSteps } = schedule
  const start = startFrom({
    ...{ session, schedule, findings: null },
    command: { recipe, seed, epochsDone: 0 },
  })
  const epochOf = (index: number) =>
    session.order.slice(index * imagesPerEpoch, (index + 1) * imagesPerEpoch)
  const parts = { recipe, plan, start, session, keeper: noCheckpoints, control, tell }
  return {
    ...{ session, told, control, stepsPerEpoch, totalSteps, epochOf },
    rates: Array.from({ length: totalSteps }, (_, step) => schedule.rateAt(step)),
    momenta: Array.from({ length: totalSteps }, (_, step) => schedule.momentumAt(step)),
    epochs: () => told.filter((message) => message.kind === 'epoch'),
    kinds: () => told.map(({ kind }) => kind),
    start: (now = () => 0) => trainRun({ ...parts, now }),
    /** Does something before the given call of the engine. */
    atCall: (index: number, act: () => void) => {
      session.beforeCall = (call) => (call === index ? act() : undefined)
    },
  }
}
