import type { StepValues, TrainCommand, TrainerMessage } from '../../shared/contract/trainer'
import { shuffledIndices } from '../../shared/domain/random/sample'
import { randomStream } from '../../shared/domain/random/streams'
import { splitSizes } from '../../shared/domain/recipe'
import { compileSchedule } from '../../shared/domain/schedule'
import { ChunkPacer } from './chunk-pacer'
import type { TrainingSession } from './engine'
import { EpochTally } from './epoch-tally'
import type { Control } from './control'

/** Live enough for a moving curve, rare enough to cost nothing. */
const progressEveryMs = 250

export interface LoopParts {
  readonly command: TrainCommand
  readonly session: TrainingSession
  readonly control: Control
  readonly tell: (message: TrainerMessage) => void
}

type Ending = Extract<TrainerMessage, { kind: 'completed' | 'stopped' | 'diverged' }>

/**
 * Trains a run from its first epoch to its last and returns how it ended. The rates recorded are
 * the very numbers handed to the engine, step by step.
 */
export async function trainRun({ command, session, control, tell }: LoopParts): Promise<Ending> {
  const { recipe, seed } = command
  const { trainImages, stepsPerEpoch } = splitSizes(recipe)
  const schedule = compileSchedule(recipe.schedule, { ...recipe, stepsPerEpoch })
  const shuffles = randomStream(seed, 'shuffle')
  const pacer = new ChunkPacer()
  let toldAt = 0
  for (let epoch = 0; epoch < recipe.totalEpochs; epoch++) {
    const order = shuffledIndices(shuffles, trainImages)
    const tally = new EpochTally(recipe.batchSize, trainImages)
    while (tally.steps < stepsPerEpoch) {
      await control.breathe()
      if (control.isStopping) return { kind: 'stopped' }
      const count = Math.min(pacer.steps, stepsPerEpoch - tally.steps)
      const first = epoch * stepsPerEpoch + tally.steps
      const rates = Float64Array.from({ length: count }, (_, index) =>
        schedule.rateAt(first + index),
      )
      const batches = order.subarray(
        tally.steps * recipe.batchSize,
        (tally.steps + count) * recipe.batchSize,
      )
      const startedAt = performance.now()
      const results = session.trainSteps(batches, rates)
      tally.add(results, rates, performance.now() - startedAt)
      pacer.took(count, performance.now() - startedAt)
      const bad = results.loss.findIndex((loss) => !Number.isFinite(loss))
      if (bad !== -1) return divergedAt(first + bad, rates[bad] ?? 0, tally, count - bad)
      if (performance.now() - toldAt >= progressEveryMs) {
        toldAt = performance.now()
        tell({
          kind: 'progress',
          step: first + count,
          loss: tally.meanLoss,
          learningRate: rates[count - 1] ?? 0,
        })
      }
    }
    const startedAt = performance.now()
    const validation = session.evaluate()
    tally.addTime(performance.now() - startedAt)
    const last = (epoch + 1) * stepsPerEpoch - 1
    if (!Number.isFinite(validation.loss)) return divergedAt(last, schedule.rateAt(last), tally, 0)
    tell({ kind: 'epoch', row: tally.row(epoch, validation), steps: tally.values() })
  }
  return { kind: 'completed' }
}

/** The steps before the bad one are kept; it and those after it, in the same chunk, are not. */
function divergedAt(step: number, rate: number, tally: EpochTally, dropped: number): Ending {
  const steps: StepValues = tally.values(dropped)
  return { kind: 'diverged', step, learningRate: rate, steps }
}
