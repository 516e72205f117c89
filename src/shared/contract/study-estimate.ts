import { z } from 'zod'
import type { StudyEstimate } from '../domain/study-plan/estimate'

const count = z.int().min(0)
const seconds = z.number().min(0)

/** How long a study would take here, and where that is known from. */
export const studyEstimate: z.ZodType<StudyEstimate> = z.object({
  runs: count,
  epochs: count,
  atOnce: z.int().min(1),
  seconds: seconds.nullable(),
  runSeconds: z.object({ least: seconds, most: seconds }).nullable(),
  sources: z.object({ same: count, alike: count, measured: count, unknown: count }),
  runsUsed: count,
})
