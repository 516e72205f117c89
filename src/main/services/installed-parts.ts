import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { attempt } from '../../shared/contract/machine'

const tried = z.array(attempt).default([])

/** What the set-up found or fetched, as it left it in a file. */
const installedParts = z.object({
  node: z.string(),
  /** The user's cache folder, shared by all checkouts. */
  cache: z.string().optional(),
  tensorflow: z
    .object({
      kind: z.enum(['native', 'wasm']),
      source: z.string(),
      version: z.string().nullish(),
      build: z.string().nullish(),
      tried,
    })
    .optional(),
  dataset: z
    .object({
      dir: z.string().nullable(),
      source: z.string(),
      tried,
      decoded: z.object({ file: z.string(), bytes: z.number(), sha256: z.string() }).nullish(),
    })
    .optional(),
})

export type InstalledParts = z.infer<typeof installedParts>

/** Reads the set-up's result; without a readable one the parts are simply not known. */
export function readInstalledParts(file: string | undefined): InstalledParts {
  const unknown: InstalledParts = { node: process.execPath }
  if (file === undefined) return unknown
  try {
    return installedParts.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // A missing or foreign file: the probe and the data check still say what is there.
    return unknown
  }
}
