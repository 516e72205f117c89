import { join } from 'node:path'
import { isFinal, type RunRecord } from '../../../shared/domain/run'
import { asRunId, isSafeId } from '../../../shared/domain/ids'
import type { DiskRunFolders } from '../run-folders'
import { nodeDisk, unlessMissing } from '../disk'
import { SeriesFiles } from '../series/files'
import { leaveIt, type Finding } from './finding'
import { lookAtRun } from './run-folder'
import type { StudyFindings } from './studies'

const names = (folder: string) => unlessMissing<string[]>(nodeDisk.readdir(folder), [])

/** Ended runs tell how many epochs they have; those that go on are asked when they end. */
export const disagrees = ({ status, epochsDone }: RunRecord, epochs: number) =>
  isFinal(status) && epochsDone !== epochs

/** What can be done about a recipe that cannot be used. */
function remedyOf(problem: string, record: RunRecord | undefined): string {
  if (problem.includes('newer')) return leaveIt
  return record ? 'it is set aside and made anew from the study' : leaveIt
}

export interface RunFindings {
  readonly runs: number
  readonly epochs: number
  readonly findings: readonly Finding[]
}

/** Looks at every run: its folder, its record, and whether they agree. */
export async function findInRuns(
  dataDir: string,
  folders: DiskRunFolders,
  { histories, newer }: StudyFindings,
): Promise<RunFindings> {
  const root = join(dataDir, 'runs')
  const series = new SeriesFiles(nodeDisk)
  const records = new Map(histories.flatMap(({ runs }) => runs.map((run) => [run.id, run])))
  const findings: Finding[] = []
  const there = (await names(root)).sort()
  let epochs = 0
  for (const name of there) {
    const folder = join(root, name)
    if (!isSafeId(name)) {
      if (/\.(new|removed)$/.test(name)) {
        findings.push({ file: folder, problem: 'it was left half done', remedy: 'it is deleted' })
      }
      continue
    }
    const record = records.get(asRunId(name))
    const state = await lookAtRun(nodeDisk, series, folder)
    epochs += state.series.epochs
    findings.push(...state.findings)
    const origin = await folders.readOrigin(asRunId(name))
    if ('problem' in origin) {
      const file = join(folder, 'recipe.json')
      findings.push({ file, problem: origin.problem, remedy: remedyOf(origin.problem, record) })
    }
    if (!record && !('problem' in origin) && !newer.has(origin.study.id)) {
      findings.push({
        file: folder,
        problem: 'no study has it',
        remedy: 'it comes back into its study',
      })
    }
    if (record && disagrees(record, state.series.epochs)) {
      const problem = `it has ${state.series.epochs} epochs, its record ${record.epochsDone}`
      findings.push({
        file: folder,
        problem,
        remedy: 'the record is set right, and the former logged',
      })
    }
  }
  for (const id of records.keys()) {
    if (!there.includes(id)) {
      const remedy = 'it is made anew, without epochs'
      findings.push({ file: join(root, id), problem: 'its folder is gone', remedy })
    }
  }
  return { runs: records.size, epochs, findings }
}
