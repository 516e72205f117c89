import { z } from 'zod'
import { epochRow, recipe, runId, seed } from './schemas'

/** What the app tells a trainer process. Losses and rates travel as plain finite numbers. */
export const trainerCommand = z.discriminatedUnion('kind', [
  /** Answer with what TensorFlow is and sees, then exit. */
  z.object({ kind: z.literal('probe') }),
  z.object({
    kind: z.literal('train'),
    runId,
    recipe,
    seed,
    /** The decoded data set, verified by the app. */
    datasetFile: z.string(),
    threads: z.int().min(1),
  }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  /** End at the next chance and say `stopped`. */
  z.object({ kind: z.literal('stop') }),
])
export type TrainerCommand = z.infer<typeof trainerCommand>
export type TrainCommand = Extract<TrainerCommand, { kind: 'train' }>

/** Per-step values of consecutive steps. */
const steps = z.object({
  loss: z.array(z.number()),
  learningRate: z.array(z.number()),
})
export type StepValues = z.infer<typeof steps>

/** What a trainer tells the app. A run has ended only after one of the last four. */
export const trainerMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('probed'),
    engine: z.enum(['native', 'wasm']),
    version: z.string(),
    gpus: z.array(z.string()),
  }),
  /** The engine is up and the data are in; training starts. */
  z.object({ kind: z.literal('ready'), engine: z.string() }),
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
  /** An epoch is trained and validated. */
  z.object({ kind: z.literal('epoch'), row: epochRow, steps }),
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('resumed') }),
  z.object({ kind: z.literal('completed') }),
  z.object({ kind: z.literal('stopped') }),
  /** The loss of `step` was not finite; `steps` are the unfinished epoch's finite ones before it. */
  z.object({
    kind: z.literal('diverged'),
    step: z.int().min(0),
    learningRate: z.number(),
    steps,
  }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
export type TrainerMessage = z.infer<typeof trainerMessage>
