import { z } from 'zod'
import { bundleOrigin, sha256 } from '../../../shared/contract/bundles'
import type { BundleData, BundleMachine } from '../../../shared/domain/bundle/bundle'
import type { RunId } from '../../../shared/domain/ids'
import type { RunRecord } from '../../../shared/domain/run'
import type { EpochRow, StepSeries } from '../../../shared/domain/series'
import type { Study } from '../../../shared/domain/study'

/** Version of the format; a higher one is refused, unread. */
export const bundleVersion = 1

/** Name of the list of contents, the first file of a bundle. */
export const listName = 'bundle.json'
export const readmeName = 'README.txt'

/** A run with its series. */
export interface BundledRun {
  readonly run: RunRecord
  readonly rows: readonly EpochRow[]
  readonly steps: StepSeries
}

/** All that a bundle holds. */
export interface BundleContents {
  readonly appVersion: string
  readonly machine: BundleMachine
  readonly data: BundleData
  readonly studies: readonly Study[]
  readonly runs: readonly BundledRun[]
}

/** The list of contents, which everything else is checked against. */
export const bundleList = z.object({
  kind: z.literal('cooldown-bundle'),
  version: z.literal(bundleVersion),
  /** SHA-256 of the rest of the list, as compact JSON. */
  id: sha256,
  ...bundleOrigin,
  files: z.array(z.object({ path: z.string(), bytes: z.int().min(0), sha256 })),
})
export type BundleList = z.infer<typeof bundleList>

export const studyPath = ({ id }: Study) => `studies/${id}.json`
export const recordPath = (runId: RunId) => `runs/${runId}/run.json`
export const epochsPath = (runId: RunId) => `runs/${runId}/epochs.json`

/** The columns of a run's steps: little-endian numbers without a header, a file each. */
export const stepColumns = [
  { name: 'learningRate', type: 'f64' },
  { name: 'momentum', type: 'f64' },
  { name: 'loss', type: 'f32' },
  { name: 'gradientNorm', type: 'f32' },
  { name: 'weightNorm', type: 'f32' },
  { name: 'updateRatio', type: 'f32' },
] as const
export type StepColumn = (typeof stepColumns)[number]

export const stepsPath = (runId: RunId, { name, type }: StepColumn) =>
  `runs/${runId}/steps/${name}.${type}`
