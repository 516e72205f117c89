import { z } from 'zod'
import { designedLength, namedSchedules, refuseLongRuns } from './schedules'
import { runId, studyId } from './schemas'

/** `epochs`: a row per run and epoch; `wide`: a row per epoch, runs side by side; `summary`: a row per run. */
export const tableLayout = z.enum(['epochs', 'wide', 'summary'])
export type TableLayout = z.infer<typeof tableLayout>

export const metric = z.enum(['loss', 'accuracy', 'valLoss', 'valAccuracy', 'learningRate'])

/** Which runs leave: all latest attempts of the study, or only those named. */
const selection = z.object({ studyId, runIds: z.array(runId).max(10_000).optional() })

export const tableRequest = selection.extend({ layout: tableLayout })
export type TableRequest = z.infer<typeof tableRequest>

/** How a picture looks: `scale` multiplies the 960 x 540 logical pixels of a chart. */
const look = {
  theme: z.enum(['light', 'dark']).default('light'),
  scale: z.number().min(1).max(4).default(2),
}

/** One metric of many runs overlaid. */
export const comparisonRequest = selection.extend({
  ...look,
  metric,
  logarithmic: z.boolean().default(false),
  /** Draw only this many first epochs. */
  firstEpochs: z.int().min(1).optional(),
})
export type ComparisonRequest = z.infer<typeof comparisonRequest>

/** One run's chart: loss and accuracy in two panels, or its rate. */
export const runChartRequest = z.object({
  ...look,
  runId,
  chart: z.enum(['curves', 'learningRate']),
  logarithmic: z.boolean().default(false),
})
export type RunChartRequest = z.infer<typeof runChartRequest>

/** Lines that can still be told apart in one picture. */
export const mostChartLines = 12

/** Schedules laid over each other in a run; an SVG has no pixels, so `scale` does not touch it. */
export const scheduleChartRequest = z
  .object({
    ...look,
    ...designedLength,
    title: z.string().trim().min(1).max(120),
    lines: namedSchedules.min(1).max(mostChartLines),
    axis: z.enum(['step', 'epoch', 'progress']).default('epoch'),
    logarithmic: z.boolean().default(false),
    format: z.enum(['png', 'svg']).default('png'),
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
