import { z } from 'zod'
import type { MetricAt } from '../domain/compare/metric-at'
import { compareLook, curveMetric } from './compare-look'
import { designedLength, namedSchedules, refuseLongRuns } from './schedules'
import { runId, studyId } from './schemas'

/** `epochs`: a row per run and epoch; `wide`: a row per epoch, runs side by side; `summary`: a row per run. */
export const tableLayout = z.enum(['epochs', 'wide', 'summary'])
export type TableLayout = z.infer<typeof tableLayout>

/** Which runs leave: all latest attempts of the study, or only those named. */
const selection = z.object({ studyId, runIds: z.array(runId).max(10_000).optional() })

export const tableRequest = selection.extend({ layout: tableLayout })
export type TableRequest = z.infer<typeof tableRequest>

/** A picture's colours, its ground, and how it is written: an SVG has no pixels, so no scale. */
const picture = {
  theme: z.enum(['light', 'dark']).default('light'),
  /** Pixels for each logical one. */
  scale: z.number().min(1).max(4).default(2),
  format: z.enum(['png', 'svg']).default('png'),
  /** Leaves out the ground, for a slide or a page of another colour. */
  transparent: z.boolean().default(false),
}

/** Logical pixels of a picture; what it takes when left out. Its scale multiplies them. */
const size = {
  width: z.int().min(480).max(2400).optional(),
  height: z.int().min(270).max(2400).optional(),
}

/** A run that leaves, with the name and the place in the palette that it is shown with. */
export const chosenRun = z.object({
  runId,
  /** The lab's own for it when left out. */
  name: z.string().trim().min(1).max(300).optional(),
  style: z.int().min(0).max(100_000).optional(),
})
export type ChosenRunOrder = z.infer<typeof chosenRun>

/** How a picture is written, apart from what is on it. */
export type PictureLook = z.output<z.ZodObject<typeof picture>>

/** Runs of any studies, and curves that came from elsewhere. */
const compared = z.object({
  runs: z.array(chosenRun).max(10_000),
  importIds: z.array(z.string().max(64)).max(1_000).default([]),
  /** What stands over it; made from the studies' names when left out. */
  title: z.string().trim().min(1).max(200).optional(),
})

/** One metric of many runs, as a comparison draws it. */
export const comparisonRequest = compared.extend({
  ...picture,
  ...size,
  look: compareLook,
  metric: curveMetric,
})
export type ComparisonRequest = z.output<typeof comparisonRequest>

/** A value that runs are judged by: of a metric, at a moment or at an epoch from 0. */
const judged: z.ZodType<MetricAt> = z.object({
  metric: curveMetric,
  at: z.union([
    z.enum(['final', 'best', 'bestEpoch', 'min', 'max']),
    z.object({ epoch: z.int().min(0) }),
  ]),
})

/** Name of a field of runs, such as `batchSize` or `valLoss@10`. */
const fieldName = z.string().min(1).max(200)

/** The other charts that a comparison has. */
export const chartOrder = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('differences'),
    objective: judged,
    groupBy: fieldName.nullable(),
    baseline: z.string().max(500).nullable(),
  }),
  z.object({ kind: z.literal('gaps'), groupBy: fieldName.nullable() }),
  z.object({
    kind: z.literal('scatter'),
    x: fieldName,
    y: fieldName,
    colourBy: fieldName.nullable(),
    logX: z.boolean().default(false),
    logY: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('parallel'),
    fields: z.array(fieldName).min(2).max(16),
    logarithmic: z.array(fieldName).max(16).default([]),
    flipped: z.array(fieldName).max(16).default([]),
    colourBy: fieldName.nullable(),
    /** Parts of axes, by field, that lines have to go through to stay bright. */
    brushes: z
      .array(z.object({ field: fieldName, from: z.number(), to: z.number() }))
      .max(100)
      .default([]),
  }),
])
export type ChartOrder = z.output<typeof chartOrder>

/** A picture of paired differences, overfitting gaps, a scatter or parallel coordinates. */
export const chartRequest = compared.extend({ ...picture, ...size, chart: chartOrder })
export type ChartRequest = z.output<typeof chartRequest>

/** `tidy`: a row per line and point; `wide`: a row per place, lines side by side; or JSON. */
export const drawnLayout = z.enum(['tidy', 'wide', 'json'])
export type DrawnLayout = z.infer<typeof drawnLayout>

/** The numbers of exactly what is drawn: of all metrics of the look, or of one. */
export const drawnRequest = compared.extend({
  look: compareLook,
  metric: curveMetric.optional(),
  layout: drawnLayout,
})
export type DrawnRequest = z.output<typeof drawnRequest>

/** Every epoch of the runs, or every step. */
export const everythingRequest = compared.extend({
  steps: z.boolean().default(false),
  format: z.enum(['csv', 'json']).default('csv'),
})
export type EverythingRequest = z.output<typeof everythingRequest>

/** A zip of TensorBoard event files, a folder per run. */
export const eventFilesRequest = compared.extend({ steps: z.boolean().default(false) })
export type EventFilesRequest = z.output<typeof eventFilesRequest>

/** What a report is about: a study's latest attempts, or any runs and imports. */
export const reportSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('study'), studyId }),
  compared.extend({ kind: z.literal('comparison') }),
])
export type ReportSubject = z.output<typeof reportSubject>

/** A report as one file. */
export const reportRequest = z.object({
  subject: reportSubject,
  /** How its curves are drawn; made from the runs when left out. */
  look: compareLook.optional(),
  format: z.enum(['html', 'markdown']).default('html'),
})
export type ReportRequest = z.output<typeof reportRequest>

/** One run's chart: loss and accuracy in two panels, or its rate. */
export const runChartRequest = z.object({
  ...picture,
  runId,
  chart: z.enum(['curves', 'learningRate']),
  logarithmic: z.boolean().default(false),
})
export type RunChartRequest = z.infer<typeof runChartRequest>

/** Lines that can still be told apart in one picture. */
export const mostChartLines = 12

/** Schedules laid over each other in a run. */
export const scheduleChartRequest = z
  .object({
    ...picture,
    ...designedLength,
    title: z.string().trim().min(1).max(120),
    lines: namedSchedules.min(1).max(mostChartLines),
    axis: z.enum(['step', 'epoch', 'progress']).default('epoch'),
    logarithmic: z.boolean().default(false),
  })
  .superRefine(refuseLongRuns)
export type ScheduleChartRequest = z.output<typeof scheduleChartRequest>

/** A finished file, to be saved wherever the person says. */
export interface ExportedFile {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export const exportedFile: z.ZodType<ExportedFile> = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.instanceof(Uint8Array),
})
