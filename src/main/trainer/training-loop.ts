import type { TrainCommand, TrainerMessage } from '../../shared/contract/trainer'
import { shuffledIndices } from '../../shared/domain/random/sample'
import { randomStream } from '../../shared/domain/random/streams'
import { splitSizes } from '../../shared/domain/recipe'
import { compileSchedule } from '../../shared/domain/schedule'
import { checkAppliedRates } from './applied-rates'
import { ChunkPacer } from './chunk-pacer'
import type { Control } from './control'
import type { TrainingSession } from './engine'
import { EpochTally } from './epoch-tally'
import { createProgressTeller } from './progress-teller'

/** Images validated between two looks at the messages. */
const validationChunk = 1_000

export interface LoopParts {
  readonly command: Pick<TrainCommand, 'recipe' | 'seed'>
  readonly session: TrainingSession
  readonly control: Control
  readonly tell: (message: TrainerMessage) => void
  /** Milliseconds of a clock that never goes back; decides about pace, never about results. */
  readonly now: () => number
}

type Ending = Extract<TrainerMessage, { kind: 'completed' | 'stopped' | 'diverged' }>

/** Trains a run from its first epoch to its last, telling each, and returns how it ended. */
export async function trainRun({
  command,
  session,
  control,
  tell,
  now,
}: LoopParts): Promise<Ending> {
  const { recipe, seed } = command
  const { batchSize, totalEpochs } = recipe
  const { trainImages, validationImages, stepsPerEpoch } = splitSizes(recipe)
  const schedule = compileSchedule(recipe.schedule, { totalEpochs, stepsPerEpoch })
  const shuffles = randomStream(seed, 'shuffle')
  const pacer = new ChunkPacer()
  const tellProgress = createProgressTeller(tell, now)
  let state = schedule.initialState

  for (let epoch = 0; epoch < totalEpochs; epoch++) {
    const order = shuffledIndices(shuffles, trainImages)
    const tally = new EpochTally(batchSize, trainImages)
    const divergedAt = (step: number): Ending => ({
      kind: 'diverged',
      step: epoch * stepsPerEpoch + step,
      learningRate: schedule.rateAt(epoch * stepsPerEpoch + step, state),
      steps: tally.firstSteps(step),
    })

    while (tally.steps < stepsPerEpoch) {
      await control.breathe()
      if (control.isStopping) return { kind: 'stopped' }
      const from = tally.steps
      const to = Math.min(from + pacer.steps, stepsPerEpoch)
      const rates = Float64Array.from({ length: to - from }, (_, index) =>
        schedule.rateAt(epoch * stepsPerEpoch + from + index, state),
      )
      const startedAt = now()
      const results = session.trainSteps(order.subarray(from * batchSize, to * batchSize), rates)
      const ms = now() - startedAt
      pacer.took(to - from, ms)
      checkAppliedRates(rates, results.appliedRate)
      tally.addSteps(results, rates, ms)
      const bad = results.loss.findIndex((loss) => !Number.isFinite(loss))
      if (bad !== -1) return divergedAt(from + bad)
      tellProgress({
        step: epoch * stepsPerEpoch + to,
        loss: tally.meanLoss,
        learningRate: schedule.rateAt(epoch * stepsPerEpoch + to - 1, state),
      })
    }

    while (tally.validatedImages < validationImages) {
      await control.breathe()
      if (control.isStopping) return { kind: 'stopped' }
      const from = tally.validatedImages
      const to = Math.min(from + validationChunk, validationImages)
      const startedAt = now()
      tally.addValidation(session.evaluate(from, to), to - from, now() - startedAt)
    }
    const row = tally.row(epoch)
    if (!Number.isFinite(row.valLoss)) return divergedAt(stepsPerEpoch - 1)
    tell({ kind: 'epoch', row, steps: tally.firstSteps(stepsPerEpoch) })
    state = schedule.observe(state, row)
  }
  return { kind: 'completed' }
}
