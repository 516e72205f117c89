import { z } from 'zod'

const theme = z.enum(['system', 'light', 'dark'])
const parallelRuns = z.int().min(1).max(64).nullable()
/** The most epochs between two checkpoints that a person may set. */
export const mostCheckpointEpochs = 10_000
const checkpointEveryEpochs = z.int().min(1).max(mostCheckpointEpochs)
const notifyWhenDone = z.boolean()
const tourSeen = z.boolean()

/** What a person may change, with its defaults: the only place they stand. */
export const settings = z.object({
  theme: theme.default('system'),
  /** Trainers at once; null lets the machine choose. */
  parallelRuns: parallelRuns.default(null),
  /** A run keeps a checkpoint after every so many epochs, and when it is paused or stopped. */
  checkpointEveryEpochs: checkpointEveryEpochs.default(1),
  /** Tells by a notification of the system that a study ended. */
  notifyWhenDone: notifyWhenDone.default(true),
  /** The tour for newcomers was taken or declined. */
  tourSeen: tourSeen.default(false),
})

export type Settings = z.infer<typeof settings>

/** Some of the settings; what is left out gets no default, or changing one would reset the others. */
export const settingsChanges = z
  .object({ theme, parallelRuns, checkpointEveryEpochs, notifyWhenDone, tourSeen })
  .partial() satisfies z.ZodType<Partial<Settings>>

export const defaultSettings: Settings = settings.parse({})
