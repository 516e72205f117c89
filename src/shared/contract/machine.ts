import { z } from 'zod'
import type { MeasuredSpeed } from '../domain/thread-plan'

/** One way that was tried to get a part, and why it did not serve. */
export const attempt = z.object({ way: z.string(), why: z.string() })

export const gpu = z.object({
  name: z.string(),
  driver: z.string(),
  memoryBytes: z.number(),
})

/** The engine that trains: which, from where, and what is lost where it is not native. */
export const engineReport = z.object({
  kind: z.enum(['native', 'wasm', 'none']),
  /** Such as "TensorFlow 2.21.0 (cpu)". */
  name: z.string(),
  version: z.string(),
  build: z.string(),
  source: z.string(),
  /** What a person should know, such as what is lost without native TensorFlow; null if nothing. */
  notice: z.string().nullable(),
  tried: z.array(attempt),
})

export const datasetReport = z.object({
  name: z.string(),
  ready: z.boolean(),
  trainImages: z.number(),
  testImages: z.number(),
  source: z.string(),
  folder: z.string().nullable(),
  /** Why it cannot be used, naming file, value and rule; null when ready. */
  problem: z.string().nullable(),
})

/** How many trainers run at once, and why that many. */
export const parallelReport = z.object({
  /** Trainers at once now in force. */
  runs: z.number(),
  /** What the machine would choose by itself. */
  automatic: z.number(),
  reason: z.string(),
  threadsPerRun: z.number(),
})

/** One way of training, timed on this machine. */
export const measuredSpeed: z.ZodType<MeasuredSpeed> = z.object({
  network: z.enum(['dense', 'convolutional']),
  compiler: z.enum(['tensorflow', 'xla']),
  threads: z.int().min(1),
  stepMs: z.number().min(0),
})

const trainingPlan = z.object({
  network: z.enum(['dense', 'convolutional']),
  compiler: z.enum(['tensorflow', 'xla']),
  threads: z.number(),
})

/** How runs are trained: by whom compiled, on how many threads, and on which measurement. */
export const planReport = z.object({
  /** For a run that has the machine to itself, for each class of networks. */
  alone: z.array(trainingPlan),
  /** For runs that share it. */
  together: z.array(trainingPlan),
  /** Empty until the machine was measured. */
  measured: z.array(measuredSpeed),
})

export const machineReport = z.object({
  appVersion: z.string(),
  dataFolder: z.string(),
  /** Such as "Electron 45.4.1" or "lab server". */
  carrier: z.string(),
  operatingSystem: z.string(),
  processor: z.string(),
  cores: z.number(),
  memoryBytes: z.number(),
  freeMemoryBytes: z.number(),
  nodeVersion: z.string(),
  engine: engineReport,
  gpus: z.array(gpu),
  /** GPU devices that TensorFlow itself lists. */
  tensorflowGpus: z.array(z.string()),
  /** Whether training uses a GPU, and the reason when it does not. */
  gpuNote: z.string(),
  dataset: datasetReport,
  parallel: parallelReport,
  plan: planReport,
  /** What the history or the settings found damaged since the start, a sentence each. */
  storageProblems: z.array(z.string()),
})

export type MachineReport = z.infer<typeof machineReport>
export type EngineReport = z.infer<typeof engineReport>
export type DatasetReport = z.infer<typeof datasetReport>
export type ParallelReport = z.infer<typeof parallelReport>
export type PlanReport = z.infer<typeof planReport>
export type Gpu = z.infer<typeof gpu>
