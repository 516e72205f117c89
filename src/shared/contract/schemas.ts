import { z } from 'zod'
import { asRunId, asScheduleId, asStudyId, asTrialId, isSafeId } from '../domain/ids'
import type { DataSpec, ModelSpec, OptimizerSpec, Recipe } from '../domain/recipe'
import type { RunProgress, RunRecord, RunSummary } from '../domain/run'
import { readSpec, type ScheduleSpec } from '../domain/schedule'
import type { EpochRow, StepSeries } from '../domain/series'
import type { Study, StudyHistory, StudyTemplate, Trial } from '../domain/study'

const id = z.string().refine(isSafeId, {
  error: 'must be 1 to 64 lower-case letters, digits and inner dashes',
})
export const studyId = id.transform(asStudyId)
export const trialId = id.transform(asTrialId)
export const runId = id.transform(asRunId)
export const scheduleId = id.transform(asScheduleId)

/** The generators take 32-bit seeds. */
export const seed = z.int().min(0).max(0xffff_ffff)
export const totalEpochs = z.int().min(1).max(10_000)
const count = z.int().min(0)
export const time = z.string()

export const schedule = z.custom<ScheduleSpec>().superRefine((spec, context) => {
  try {
    readSpec(spec)
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message })
  }
})

const data = z.object({
  dataset: z.literal('fashion-mnist'),
  subset: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('sample'), count: z.int().min(2).max(60_000), seed }),
  ]),
  validation: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('split'), fraction: z.number().gt(0).lt(1) }),
    z.object({ kind: z.literal('test') }),
  ]),
}) satisfies z.ZodType<DataSpec>

const model = z.object({
  layers: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('flatten') }),
        z.object({
          kind: z.literal('dense'),
          units: z.int().min(1).max(16_384),
          activation: z.enum(['relu', 'softmax']),
        }),
      ]),
    )
    .min(1)
    .max(64),
}) satisfies z.ZodType<ModelSpec>

const optimizer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sgd') }),
  z.object({
    kind: z.literal('adam'),
    beta1: z.number().min(0).lt(1),
    beta2: z.number().min(0).lt(1),
    epsilon: z.number().gt(0),
  }),
]) satisfies z.ZodType<OptimizerSpec>

export const recipe: z.ZodType<Recipe> = z.object({
  data,
  model,
  optimizer,
  batchSize: z.int().min(1).max(60_000),
  totalEpochs,
  schedule,
})

export const trial: z.ZodType<Trial> = z.object({
  id: trialId,
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  recipe,
})

export const studyTemplate: z.ZodType<StudyTemplate> = z.object({
  id,
  name: z.string(),
  description: z.string(),
  trials: z.array(trial),
})

export const studyName = z.string().trim().min(1).max(120)

export const study: z.ZodType<Study> = z.object({
  id: studyId,
  templateId: id,
  name: z.string(),
  description: z.string(),
  createdAt: time,
  trials: z.array(trial).min(1),
  seeds: z.array(seed).min(1),
})

const summary = z.object({
  finalLoss: z.number(),
  finalAccuracy: z.number(),
  finalValLoss: z.number(),
  finalValAccuracy: z.number(),
  bestValLoss: z.number(),
  bestValAccuracy: z.number(),
  bestEpoch: count,
}) satisfies z.ZodType<RunSummary>

export const runRecord: z.ZodType<RunRecord> = z.object({
  id: runId,
  studyId,
  trialId,
  seed,
  attempt: z.int().min(1),
  status: z.enum([
    'queued',
    'running',
    'paused',
    'completed',
    'stopped',
    'diverged',
    'failed',
    'interrupted',
  ]),
  totalEpochs,
  stepsPerEpoch: z.int().min(1),
  epochsDone: count,
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  seconds: z.number().min(0),
  engine: z.string().nullable(),
  summary: summary.nullable(),
  outcome: z.string().nullable(),
  exit: z.object({ code: z.number().nullable(), signal: z.string().nullable() }).nullable(),
  divergedAtStep: count.nullable(),
})

export const epochRow: z.ZodType<EpochRow> = z.object({
  epoch: count,
  loss: z.number(),
  accuracy: z.number(),
  valLoss: z.number(),
  valAccuracy: z.number(),
  learningRate: z.number().min(0),
  seconds: z.number().min(0),
})

export const runProgress: z.ZodType<RunProgress> = z.object({
  runId,
  step: count,
  totalSteps: count,
  learningRate: z.number().min(0),
  loss: z.number().nullable(),
  stepsPerSecond: z.number().min(0),
  secondsLeft: z.number().min(0).nullable(),
})

export const studyHistory: z.ZodType<StudyHistory> = z.object({ study, runs: z.array(runRecord) })

export const stepSeries: z.ZodType<StepSeries> = z.object({
  loss: z.instanceof(Float32Array),
  learningRate: z.instanceof(Float64Array),
})
