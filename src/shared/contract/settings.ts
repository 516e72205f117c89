import { z } from 'zod'

/** What a person may change, with its defaults: the only place they stand. */
export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Trainers at once; null lets the machine choose. */
  parallelRuns: z.int().min(1).max(64).nullable().default(null),
})

export type Settings = z.infer<typeof settings>

export const defaultSettings: Settings = settings.parse({})
