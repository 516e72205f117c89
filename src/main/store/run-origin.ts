import { z } from 'zod'
import {
  objective,
  runRecord,
  seed,
  studyId,
  studyName,
  trial,
  trialId,
} from '../../shared/contract/schemas'
import type { RunOrigin } from '../services/ports'
import { seal, unsealText } from './sealed'

const newestVersion = 1

/** What `recipe.json` holds: all that is needed to rebuild a run's record and its study. */
const storedOrigin = z.object({
  run: runRecord,
  study: z.object({
    id: studyId,
    templateId: z.string(),
    name: studyName,
    description: z.string(),
    createdAt: z.string(),
    seeds: z.array(seed),
    objective: objective.optional(),
    /** The study's trials in their order; each run's folder has one trial whole. */
    trialIds: z.array(trialId),
  }),
  trial,
})
export type StoredOrigin = z.infer<typeof storedOrigin>

export function encodeOrigin({ run, study: { trials, ...study }, trial }: RunOrigin): Buffer {
  const stored = { run, study: { ...study, trialIds: trials.map(({ id }) => id) }, trial }
  return Buffer.from(`${JSON.stringify(seal(newestVersion, stored), null, 2)}\n`)
}

/** The origin in a `recipe.json`, or why it cannot be used. */
export function decodeOrigin(text: string): StoredOrigin | { readonly problem: string } {
  const found = unsealText(text, newestVersion)
  if (found.kind === 'newer') return { problem: 'it was written by a newer Cooldown' }
  if (found.kind === 'damaged') return { problem: found.why }
  const origin = storedOrigin.safeParse(found.body)
  return origin.success ? origin.data : { problem: z.prettifyError(origin.error) }
}
