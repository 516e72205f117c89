import { z } from 'zod'
import { measuredSpeed } from './machine'
import { epochRow, recipe, runId, seed } from './schemas'

/** What the app tells a trainer process. Losses and rates travel as plain finite numbers. */
export const trainerCommand = z.discriminatedUnion('kind', [
  /** Answer with what TensorFlow is and sees, then exit. */
  z.object({ kind: z.literal('probe') }),
  /** Time every way of training with the threads that the process has, then exit. */
  z.object({ kind: z.literal('measure'), threads: z.int().min(1) }),
  z.object({
    kind: z.literal('train'),
    runId,
    recipe,
    seed,
    /** The decoded data set, verified by the app. */
    datasetFile: z.string(),
    threads: z.int().min(1),
    /** Where this run's checkpoints are kept, and how often; null keeps none. */
    checkpoints: z.object({ folder: z.string(), everyEpochs: z.int().min(1) }).nullable(),
    /** Finished epochs that are on the disk already; above 0 it goes on from a checkpoint. */
    epochsDone: z.int().min(0),
  }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  /** End at the next chance and say `stopped`. */
  z.object({ kind: z.literal('stop') }),
])
export type TrainerCommand = z.infer<typeof trainerCommand>
export type TrainCommand = Extract<TrainerCommand, { kind: 'train' }>

/** Per-step values of consecutive steps. */
export const stepValues = z.object({
  loss: z.array(z.number()),
  learningRate: z.array(z.number()),
  /** Left out where the optimizer has none. */
  momentum: z.array(z.number()).optional(),
  /** Left out unless the recipe asks for norms. */
  norms: z
    .object({
      gradient: z.array(z.number()),
      weights: z.array(z.number()),
      updateRatio: z.array(z.number()),
    })
    .optional(),
})
export type StepValues = z.infer<typeof stepValues>

/** What is known of a run's weights when it ends. */
export const finalReport = z.object({
  /** SHA-256 of the weights, in hexadecimal: of every variable's float32 little-endian, in order. */
  weightsSha256: z.string(),
  /** Predictions on the validation images: row true class, column predicted class; row-major. */
  confusion: z.array(z.int().min(0)),
})
export type FinalReport = z.infer<typeof finalReport>

/** What a trainer tells the app. A run has ended only after one of the last four. */
export const trainerMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('probed'),
    engine: z.enum(['compiled', 'native', 'wasm']),
    version: z.string(),
    gpus: z.array(z.string()),
  }),
  z.object({ kind: z.literal('measured'), speeds: z.array(measuredSpeed) }),
  /** The engine is up and the data are in; training starts. */
  z.object({
    kind: z.literal('ready'),
    engine: z.string(),
    /** Epoch, from 0, that comes first: 0 unless it goes on from a checkpoint. */
    epoch: z.int().min(0),
    /** A sentence for the log where a checkpoint had to be passed over; null otherwise. */
    notice: z.string().nullable(),
  }),
  /** The process is alive though it has nothing to tell. */
  z.object({ kind: z.literal('heartbeat') }),
  z.object({
    kind: z.literal('progress'),
    /** Finished steps of the whole run. */
    step: z.int().min(0),
    /** Mean loss of the current epoch so far. */
    loss: z.number(),
    learningRate: z.number(),
  }),
  /** A sentence for the run's log, such as that a checkpoint could not be written. */
  z.object({ kind: z.literal('notice'), text: z.string() }),
  /** An epoch is trained and validated. */
  z.object({ kind: z.literal('epoch'), row: epochRow, steps: stepValues }),
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('resumed') }),
  z.object({
    kind: z.literal('completed'),
    /** Why it ended before its last epoch, a sentence; null when it did not. */
    early: z.string().nullable(),
    final: finalReport,
  }),
  z.object({ kind: z.literal('stopped'), final: finalReport.nullable() }),
  /** The loss of `step` was not finite; `steps` are the unfinished epoch's finite ones before it. */
  z.object({
    kind: z.literal('diverged'),
    step: z.int().min(0),
    learningRate: z.number(),
    steps: stepValues,
  }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
export type TrainerMessage = z.infer<typeof trainerMessage>
