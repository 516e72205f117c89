import { z } from 'zod'
import { epochColumnNames } from '../domain/epoch-columns'
import { asRunId, asScheduleId, asStudyId, asTrialId, isSafeId } from '../domain/ids'
import { objectiveMetrics, objectiveMoments, type Objective } from '../domain/objective'
import type { RunProgress, RunRecord, RunSummary } from '../domain/run'
import type { EpochRow, StepSeries } from '../domain/series'
import type { Study, StudyHistory, StudyTemplate, Trial } from '../domain/study'
import { seed, totalEpochs } from './fields'
import { runMarks } from './marks'
import { recipe } from './recipe-schema'

export { schedule, seed, totalEpochs } from './fields'
export { recipe } from './recipe-schema'

const id = z.string().refine(isSafeId, {
  error: 'must be 1 to 64 lower-case letters, digits and inner dashes',
})
/** An id of something that has no type of its own. */
export const safeId = id
export const studyId = id.transform(asStudyId)
export const trialId = id.transform(asTrialId)
export const runId = id.transform(asRunId)
export const scheduleId = id.transform(asScheduleId)

const count = z.int().min(0)
export const time = z.string()

export const trial: z.ZodType<Trial> = z.object({
  id: trialId,
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  recipe,
})

export const objective: z.ZodType<Objective, Objective> = z.object({
  metric: z.enum(objectiveMetrics),
  at: z.enum(objectiveMoments),
})

export const studyTemplate: z.ZodType<StudyTemplate> = z.object({
  id,
  name: z.string(),
  description: z.string(),
  trials: z.array(trial),
  seeds: z.array(seed).optional(),
  objective: objective.optional(),
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
  objective: objective.optional(),
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
  weightsSha256: z.string().optional(),
  confusion: z.array(count).optional(),
  forkedFrom: z.object({ runId, epochs: z.int().min(1) }).optional(),
  marks: runMarks.optional(),
})

export const epochRow: z.ZodType<EpochRow> = z.object({
  epoch: count,
  loss: z.number(),
  accuracy: z.number(),
  valLoss: z.number(),
  valAccuracy: z.number(),
  learningRate: z.number().min(0),
  seconds: z.number().min(0),
  top3: z.number().optional(),
  valTop3: z.number().optional(),
  testLoss: z.number().optional(),
  testAccuracy: z.number().optional(),
  examplesPerSecond: z.number().min(0).optional(),
})

/** A run's epochs by the names of {@link EpochColumns}. */
export const epochColumns = z.object({
  epochs: count,
  columns: z.partialRecord(z.enum(epochColumnNames), z.instanceof(Float64Array)),
})

/** A checkpoint of a run; `step` is above 0 for one taken within the epoch after `epochs`. */
export const checkpoint = z.object({ epochs: count, step: count })

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
  momentum: z.instanceof(Float64Array).nullable(),
  norms: z
    .object({
      gradient: z.instanceof(Float32Array),
      weights: z.instanceof(Float32Array),
      updateRatio: z.instanceof(Float32Array),
    })
    .nullable(),
})
