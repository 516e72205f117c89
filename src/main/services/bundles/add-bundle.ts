import type { BundleAdded } from '../../../shared/contract/bundles'
import type { RunId, StudyId } from '../../../shared/domain/ids'
import type { RunRecord } from '../../../shared/domain/run'
import type { Study } from '../../../shared/domain/study'
import type { History } from '../history'
import { newRunId, newStudyId } from '../ids'
import { discard, trialOf } from '../new-run'
import type { RunFolders } from '../ports'
import type { BundleContents, BundledRun } from './contents'

export interface AddingParts {
  readonly history: History
  readonly folders: RunFolders
  readonly now: () => Date
}

/** Ids as they will be here: their own where nobody has them, else new ones. */
interface NewIds {
  readonly studies: ReadonlyMap<StudyId, StudyId>
  readonly runs: ReadonlyMap<RunId, RunId>
}

function newIds({ history, now }: AddingParts, { studies, runs }: BundleContents): NewIds {
  return {
    studies: new Map(
      studies.map(({ id, templateId }) => [
        id,
        history.knows(id) ? newStudyId(templateId, now()) : id,
      ]),
    ),
    runs: new Map(
      runs.map(({ run: { id, trialId, seed } }) => [
        id,
        history.knows(id) ? newRunId(trialId, seed, now()) : id,
      ]),
    ),
  }
}

/** The run under its ids here. A fork keeps its parent where the bundle has it, too. */
function renamed({ run, ...series }: BundledRun, ids: NewIds): BundledRun {
  const { forkedFrom, ...others } = run
  const parent = forkedFrom && ids.runs.get(forkedFrom.runId)
  const moved: RunRecord = {
    ...others,
    id: ids.runs.get(run.id) ?? run.id,
    studyId: ids.studies.get(run.studyId) ?? run.studyId,
    ...(forkedFrom && parent && { forkedFrom: { ...forkedFrom, runId: parent } }),
  }
  return { run: moved, ...series }
}

const studyOf = (studies: readonly Study[], run: RunRecord): Study => {
  const found = studies.find(({ id }) => id === run.studyId)
  // Reading a bundle has proved that it has every run's study.
  if (!found) throw new RangeError(`no study ${run.studyId}`)
  return found
}

/** Folders of all runs, or none: what was made goes again when one cannot be made. */
async function makeFolders(
  folders: RunFolders,
  studies: readonly Study[],
  runs: readonly BundledRun[],
): Promise<void> {
  const made: RunId[] = []
  try {
    for (const { run, ...series } of runs) {
      const study = studyOf(studies, run)
      await folders.create({ run, study, trial: trialOf(study, run.trialId) }, series)
      made.push(run.id)
    }
  } catch (error) {
    for (const id of made) await discard(folders, id)
    throw error
  }
}

/** Records of studies and runs; when they cannot be stored, nothing of them stays. */
async function record(
  { history, folders }: AddingParts,
  studies: readonly Study[],
  runs: readonly RunRecord[],
): Promise<void> {
  const known: StudyId[] = []
  try {
    for (const study of studies) {
      await history.saveStudy(study)
      known.push(study.id)
    }
    await history.changeRuns(runs)
  } catch (error) {
    // Best effort; the first error is the one to tell.
    for (const id of known) await history.removeStudy(id).catch(() => undefined)
    for (const { id } of runs) await discard(folders, id)
    throw error
  }
}

const changedIds = (ids: ReadonlyMap<string, string>) =>
  [...ids].filter(([from, to]) => from !== to).map(([from, to]) => ({ from, to }))

/**
 * Adds a bundle's studies and runs to the history, whole or not at all and over nothing that is
 * there: ids that are taken become others.
 */
export async function addBundle(
  parts: AddingParts,
  contents: BundleContents,
): Promise<BundleAdded> {
  const ids = newIds(parts, contents)
  const studies = contents.studies.map((study) => ({
    ...study,
    id: ids.studies.get(study.id) ?? study.id,
  }))
  const runs = contents.runs.map((run) => renamed(run, ids))
  await makeFolders(parts.folders, studies, runs)
  await record(
    parts,
    studies,
    runs.map(({ run }) => run),
  )
  for (const { id } of studies) parts.history.tellStudy(id)
  return {
    histories: studies.map(({ id }) => parts.history.study(id)),
    renamed: [...changedIds(ids.studies), ...changedIds(ids.runs)],
  }
}
