import type { RunId, StudyId } from '../../shared/domain/ids'
import type { FoundRun } from './rebuild'
import type { DiskRunFolders } from './run-folders'

export interface LostRuns {
  readonly byStudy: ReadonlyMap<StudyId, readonly [FoundRun, ...FoundRun[]]>
  readonly problems: readonly string[]
}

/** Reads the folders of runs that no study knows; folders that cannot be read are reported. */
export async function findLostRuns(
  folders: DiskRunFolders,
  known: ReadonlySet<RunId>,
): Promise<LostRuns> {
  const byStudy = new Map<StudyId, [FoundRun, ...FoundRun[]]>()
  const problems: string[] = []
  for (const runId of await folders.list()) {
    if (known.has(runId)) continue
    const origin = await folders.readOrigin(runId)
    if ('problem' in origin || origin.run.id !== runId) {
      const why = 'problem' in origin ? origin.problem : 'it belongs to another run'
      problems.push(
        `The run ${runId} cannot be brought back: its recipe.json: ${why.replace(/[.]?$/, '.')}`,
      )
      continue
    }
    const found = { origin, rows: await folders.readEpochs(runId) }
    const others = byStudy.get(origin.study.id)
    if (others) others.push(found)
    else byStudy.set(origin.study.id, [found])
  }
  return { byStudy, problems }
}
