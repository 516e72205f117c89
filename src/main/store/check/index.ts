import { lockHolder } from '../data-dir-lock'
import type { OpenStore } from '../json-file'
import { createRunFolders } from '../run-folders'
import { findInDocuments } from './documents'
import type { Finding } from './finding'
import { findInImports, findInPacks, findInRemovedList, findLeftovers } from './others'
import { findInRuns } from './runs'
import { findInStudies } from './studies'

export type { Finding } from './finding'

export interface CheckReport {
  readonly studies: number
  readonly runs: number
  readonly epochs: number
  /** Who has the folder open: what it is writing right now may look unfinished. */
  readonly holder: string | null
  readonly findings: readonly Finding[]
}

/** Reads everything in a data folder, changes nothing, and tells what is not as it should be. */
export async function checkDataDir(dataDir: string, openStore: OpenStore): Promise<CheckReport> {
  const holder = await lockHolder(dataDir)
  const studies = findInStudies(dataDir, openStore)
  const runs = await findInRuns(dataDir, createRunFolders(dataDir), studies)
  return {
    ...{ studies: studies.histories.length, runs: runs.runs, epochs: runs.epochs, holder },
    findings: [
      ...findInDocuments({ dataDir, openStore }),
      ...findInRemovedList(dataDir),
      ...studies.findings,
      ...runs.findings,
      ...findInImports(dataDir),
      ...findInPacks(dataDir),
      ...findLeftovers(dataDir),
    ],
  }
}
