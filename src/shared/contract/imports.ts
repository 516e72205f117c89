import { z } from 'zod'
import type { ImportedInfo, ImportedRow } from '../domain/compare/compared-run'
import { importLimits as limits, importedMetrics } from '../domain/compare/imports'
import { safeId, time } from './schemas'

/** Identity of curves that came from elsewhere. */
export const importId = safeId

export const importName = z.string().trim().min(1).max(limits.nameCharacters)

/** A file with curves; where its folders are known they tell what belongs together. */
export const fileToImport = z.object({
  /** Such as `run.csv` or `logs/run1/train/events.out.tfevents.1`. */
  path: z.string().min(1).max(4_096),
  bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array, { error: 'must be bytes' }),
})
export type FileToImport = z.infer<typeof fileToImport>

export const filesToImport = z.object({
  files: z
    .array(fileToImport)
    .min(1)
    .max(limits.files)
    .refine((files) => files.reduce((sum, { bytes }) => sum + bytes.length, 0) <= limits.bytes, {
      error: `must have at most ${limits.bytes / 1024 ** 2} MiB together`,
    }),
  tags: z.array(z.string().trim().min(1).max(limits.tagCharacters)).max(limits.tags).default([]),
})

export const importedInfo: z.ZodType<ImportedInfo> = z.object({
  id: importId,
  name: z.string(),
  source: z.string(),
  importedAt: time,
  tags: z.array(z.string()),
  points: z.int().min(0),
  metrics: z.array(z.enum(importedMetrics)),
})

export const importedInfos = z.array(importedInfo)

/** Not z.number(): what a run from elsewhere reached may be infinite, or not a number. */
const value = z.custom<number>((given) => typeof given === 'number')

export const importedRow: z.ZodType<ImportedRow> = z.object({
  epoch: z.int().min(0),
  step: z.number().optional(),
  // Every name is one of the metrics'.
  ...(Object.fromEntries(importedMetrics.map((name) => [name, value.optional()])) as Record<
    (typeof importedMetrics)[number],
    z.ZodOptional<typeof value>
  >),
})

/** What came of files from elsewhere. */
export const importOutcome = z.object({
  imports: importedInfos,
  /** What was left out or understood in a certain way, a sentence each, naming the file. */
  notices: z.array(z.string()),
})
export type ImportOutcome = z.infer<typeof importOutcome>

export const importsWanted = z.object({ importIds: z.array(importId).max(limits.kept) })

export const importedSeries = z.array(z.object({ importId, rows: z.array(importedRow) }))
