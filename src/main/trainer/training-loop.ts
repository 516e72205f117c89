import { MersenneTwister } from '../../shared/domain/random/mersenne-twister'
import { shuffledIndices } from '../../shared/domain/random/sample'
import { fashionMnist, splitSizes, type Recipe } from '../../shared/domain/recipe'
import type { TrainerMessage } from '../../shared/contract/trainer'
import { checkApplied } from './applied-rates'
import type { CheckpointKeeper } from './checkpoints/keeper'
import { ChunkPacer } from './chunk-pacer'
import type { Control } from './control'
import { earlyEnd } from './early-end'
import type { TrainingSession } from './engine'
import { EpochTally } from './epoch-tally'
import { createProgressTeller } from './progress-teller'
import type { Start } from './resume'
import { completed, stopped, type Ending } from './run-end'
import { SetEvaluation } from './set-evaluation'
import { afterEpoch } from './standing'
import type { StepPlan } from './step-plan'

export interface LoopParts {
  readonly recipe: Recipe
  readonly plan: StepPlan
  /** Where the session stands. */
  readonly start: Start
  readonly session: TrainingSession
  readonly keeper: CheckpointKeeper
  readonly control: Control
  readonly tell: (message: TrainerMessage) => void
  /** Milliseconds of a clock that never goes back; decides about pace, never about results. */
  readonly now: () => number
}

/** Trains a run from where it stands to its last epoch, telling each, and returns how it ended. */
export async function trainRun(parts: LoopParts): Promise<Ending> {
  const { recipe, plan, session, keeper, control, tell, now } = parts
  const { batchSize, totalEpochs } = recipe
  const sizes = splitSizes(recipe)
  const { stepsPerEpoch } = sizes
  const pacer = new ChunkPacer()
  const tellProgress = createProgressTeller(tell, now)
  let { standing, tally } = parts.start

  const mayGoOn = () => control.breathe(() => keeper.secure(standing, tally))
  const leaving = () => {
    const [evaluation] = evaluations(parts)
    return { session, keeper, standing, tally, evaluation, now }
  }
  const diverged = (step: number): Ending => {
    const index = standing.epochs * stepsPerEpoch + step
    const learningRate = plan.schedule.rateAt(index, standing.schedule)
    return { kind: 'diverged', step: index, learningRate, steps: tally.firstSteps(step) }
  }

  while (standing.epochs < totalEpochs) {
    const early = earlyEnd(recipe, standing, stepsPerEpoch)
    if (early !== null) return completed(leaving(), early)
    const epoch = standing.epochs
    const shuffles = MersenneTwister.restored(standing.shuffles)
    const order = shuffledIndices(shuffles, sizes.trainImages).subarray(0, sizes.imagesPerEpoch)

    while (tally.steps < stepsPerEpoch) {
      if (!(await mayGoOn())) return stopped(leaving())
      const from = tally.steps
      const to = from + pacer.next(stepsPerEpoch - from)
      const firstStep = epoch * stepsPerEpoch + from
      const planned = plan.steps(firstStep, firstStep + to - from, standing.schedule)
      const startedAt = now()
      const results = session.trainSteps({
        firstStep,
        order: order.subarray(from * batchSize, to * batchSize),
        rates: planned.rates,
        momenta: plan.toldMomenta(planned),
      })
      const ms = now() - startedAt
      pacer.took(to - from, ms)
      checkApplied(planned, results)
      tally.addSteps(results, planned, ms)
      const bad = results.loss.findIndex((loss) => !Number.isFinite(loss))
      if (bad !== -1) return diverged(from + bad)
      tellProgress({
        step: epoch * stepsPerEpoch + to,
        loss: tally.meanLoss,
        learningRate: planned.rates.at(-1) ?? NaN,
      })
    }

    const sets = evaluations(parts)
    for (const evaluation of sets) {
      while (!evaluation.isDone) {
        if (!(await mayGoOn())) return stopped(leaving())
        evaluation.evaluatePart()
      }
    }
    const row = tally.row(epoch, sets[0].result(), sets[1]?.result() ?? null)
    if (!Number.isFinite(row.valLoss + (row.testLoss ?? 0))) return diverged(stepsPerEpoch - 1)
    tell({ kind: 'epoch', row, steps: tally.firstSteps(stepsPerEpoch) })
    standing = afterEpoch(standing, {
      ...{ recipe, row, schedule: plan.schedule, shuffles: shuffles.save() },
      state: () => session.state(),
    })
    tally = new EpochTally(batchSize, sizes)
    keeper.epochFinished(standing)
  }
  return completed(leaving(), null)
}

/** Of the validation images, and of the test images where the recipe wants both. */
function evaluations({
  recipe,
  session,
  now,
}: LoopParts): readonly [SetEvaluation, ...SetEvaluation[]] {
  const validation = new SetEvaluation(session, 0, splitSizes(recipe).validationImages, now)
  if (recipe.data.validation.kind !== 'both') return [validation]
  return [validation, new SetEvaluation(session, 1, fashionMnist.testImages, now)]
}
