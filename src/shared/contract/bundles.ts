import { z } from 'zod'
import type { BundleDescription } from '../domain/bundle/bundle'
import { runId, runRecord, study, studyHistory, studyId } from './schemas'

/** Which runs go into a bundle: all that these studies have, and these. */
export const bundleOrder = z.object({
  studyIds: z.array(studyId).max(1_000).default([]),
  runIds: z.array(runId).max(10_000).default([]),
})
export type BundleOrder = z.output<typeof bundleOrder>

/** A bundle as a file. */
export const bundleFile = z.object({
  // Not z.instanceof, whose type refuses what Node reads from a file.
  bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array, { error: 'must be bytes' }),
})

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, {
  error: 'must be 64 hexadecimal digits',
})

/** What a bundle says of where it was made, as its list of contents has it. */
export const bundleOrigin = {
  appVersion: z.string(),
  machine: z.object({
    operatingSystem: z.string(),
    processor: z.string(),
    cores: z.int().min(1),
    nodeVersion: z.string(),
    engine: z.string(),
  }),
  data: z.object({ name: z.string(), sha256: sha256.nullable() }),
} as const

export const bundleDescription: z.ZodType<BundleDescription> = z.object({
  id: sha256,
  ...bundleOrigin,
  studies: z.array(study),
  runs: z.array(runRecord),
})

/** What a bundle brought into the history. */
export const bundleAdded = z.object({
  histories: z.array(studyHistory),
  /** Ids that were taken here and are others now, studies and runs. */
  renamed: z.array(z.object({ from: z.string(), to: z.string() })),
})
export type BundleAdded = z.infer<typeof bundleAdded>

/** How many of a bundle's runs to train again; all when left out. */
export const rerunOrder = bundleFile.extend({ runs: z.int().min(1).optional() })

/** Runs that were queued again, each with the bundle's run that it repeats. */
export const rerunBegun = z.object({
  histories: z.array(studyHistory),
  pairs: z.array(z.object({ original: runId, rerun: runId })),
  /** Runs of the bundle that cannot be repeated, with the reason. */
  left: z.array(z.object({ runId, why: z.string() })),
  /** Versions, machine and data here, to be held against the bundle's. */
  here: z.object(bundleOrigin),
})
export type RerunBegun = z.infer<typeof rerunBegun>

/** The epochs of runs that a bundle holds. */
export const bundleSeries = bundleFile.extend({ runIds: z.array(runId).max(10_000) })
