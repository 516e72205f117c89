import type { BundleOrder } from '../../../shared/contract/bundles'
import { LabError } from '../../../shared/contract/errors'
import type { RunId } from '../../../shared/domain/ids'
import { isFinal, type RunRecord } from '../../../shared/domain/run'
import type { Study, StudyHistory } from '../../../shared/domain/study'
import { derivedFrom } from '../new-run'
import type { RunFolders } from '../ports'
import type { BundledRun } from './contents'

const unfinished = 'It had not ended when it was put into a bundle.'

/** A record as a bundle tells it: what goes on somewhere else cannot go on from a file. */
function ended(run: RunRecord, rows: BundledRun['rows']): RunRecord {
  const told = { ...run, ...derivedFrom(rows) }
  return isFinal(run.status) ? told : { ...told, status: 'interrupted', outcome: unfinished }
}

async function bundledRun(folders: RunFolders, run: RunRecord): Promise<BundledRun> {
  const rows = await folders.readEpochs(run.id)
  const steps = await folders.readSteps(run.id)
  const whole = steps.loss.length >= rows.length * run.stepsPerEpoch
  const none = { loss: new Float32Array(), learningRate: new Float64Array() }
  return {
    run: ended(run, rows),
    rows,
    // Damaged steps are no steps: a reader could not tell where they belong.
    steps: whole ? steps : { ...none, momentum: null, norms: null },
  }
}

function namedRuns(histories: readonly StudyHistory[], { studyIds, runIds }: BundleOrder) {
  const unknownStudy = studyIds.find((id) => !histories.some(({ study }) => study.id === id))
  if (unknownStudy !== undefined) {
    throw new LabError('not-found', `There is no study "${unknownStudy}".`)
  }
  const wanted = new Set<RunId>(runIds)
  const chosen = histories.flatMap(({ study, runs }) =>
    runs.filter(({ id }) => studyIds.includes(study.id) || wanted.has(id)),
  )
  const unknownRun = runIds.find((id) => !chosen.some((run) => run.id === id))
  if (unknownRun !== undefined) throw new LabError('not-found', `There is no run "${unknownRun}".`)
  return chosen
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1)

/** Trials without a chosen run leave, too: a study is handed on as it was designed. */
export interface GatheredRuns {
  readonly studies: readonly Study[]
  readonly runs: readonly BundledRun[]
}

/**
 * The studies and runs of an order with their series, in the order of their ids. Runs that never
 * began are left out; rejects with `bad-input` when nothing is left.
 */
export async function gatherRuns(
  histories: readonly StudyHistory[],
  folders: RunFolders,
  order: BundleOrder,
): Promise<GatheredRuns> {
  const chosen = namedRuns(histories, order).filter(
    (run) => isFinal(run.status) || run.epochsDone > 0,
  )
  if (chosen.length === 0) {
    throw new LabError(
      'bad-input',
      'A bundle needs a run that has begun; there is none among these.',
    )
  }
  const studies = histories
    .map(({ study }) => study)
    .filter(({ id }) => chosen.some((run) => run.studyId === id))
  const runs: BundledRun[] = []
  // One after the other: all series together would ask for too many open files.
  for (const run of [...chosen].sort(byId)) runs.push(await bundledRun(folders, run))
  return { studies: [...studies].sort(byId), runs }
}
