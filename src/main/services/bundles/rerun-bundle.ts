import type { RerunBegun } from '../../../shared/contract/bundles'
import { LabError } from '../../../shared/contract/errors'
import type { RunRecord } from '../../../shared/domain/run'
import type { Study, Trial } from '../../../shared/domain/study'
import { newStudyId } from '../ids'
import { admit, newRun, trialOf } from '../new-run'
import type { RunQueue } from '../run-queue'
import type { AddingParts } from './add-bundle'
import type { BundleContents } from './contents'

export interface RerunParts extends AddingParts {
  readonly queue: RunQueue
  /** Throws a `bad-input` LabError for a trial that cannot be trained. */
  readonly check: (trials: readonly Trial[]) => void
}

/** Why a run cannot be trained again from its recipe alone; null where it can. */
function obstacle(run: RunRecord): string | null {
  if (run.forkedFrom) return 'it is a fork, and a bundle holds no checkpoint of its parent'
  return run.epochsDone === 0 ? 'it has no epoch to compare' : null
}

const sameTraining = (a: RunRecord, b: RunRecord) =>
  a.studyId === b.studyId && a.trialId === b.trialId && a.seed === b.seed

/** The runs to train, one for each trial and seed: tries of the same are the same training. */
function distinctTrainings(runs: readonly RunRecord[], most: number): readonly RunRecord[] {
  return runs
    .filter((run, at) => runs.findIndex((other) => sameTraining(run, other)) === at)
    .slice(0, most)
}

async function begin(
  { history, folders, now }: RerunParts,
  original: Study,
  chosen: readonly RunRecord[],
): Promise<readonly RunRecord[]> {
  const made = now()
  const study: Study = {
    ...original,
    id: newStudyId(original.templateId, made),
    name: `${original.name}, repeated`,
    createdAt: made.toISOString(),
    trials: original.trials.filter(({ id }) => chosen.some((run) => run.trialId === id)),
    seeds: original.seeds.filter((seed) => chosen.some((run) => run.seed === seed)),
  }
  const runs = chosen.map(({ trialId, seed }) =>
    newRun(study, trialOf(study, trialId), { seed, attempt: 1 }, made),
  )
  await history.saveStudy(study)
  for (const run of runs) await admit(folders, study, run)
  await history.changeRuns(runs)
  history.tellStudy(study.id)
  return runs
}

/**
 * Queues a bundle's runs again, under their own recipes and seeds, as new studies. Rejects with
 * `bad-input` when none of them can be repeated.
 */
export async function rerunBundle(
  parts: RerunParts,
  { studies, runs }: BundleContents,
  most = Infinity,
): Promise<Omit<RerunBegun, 'here'>> {
  const records = runs.map(({ run }) => run)
  const left = records.flatMap((run) => {
    const why = obstacle(run)
    return why === null ? [] : [{ runId: run.id, why }]
  })
  const repeatable = records.filter((run) => obstacle(run) === null)
  const chosen = distinctTrainings(repeatable, most)
  if (chosen.length === 0) {
    const why = left[0] ? `${left[0].runId}: ${left[0].why}` : 'it has none'
    throw new LabError('bad-input', `No run of this bundle can be repeated (${why}).`)
  }
  const trials = studies.map((study) => ({
    study,
    own: chosen.filter((run) => run.studyId === study.id),
  }))
  for (const { study, own } of trials) {
    parts.check(study.trials.filter(({ id }) => own.some((run) => run.trialId === id)))
  }
  const pairs: RerunBegun['pairs'] = []
  const begun: RunRecord[] = []
  for (const { study, own } of trials.filter((each) => each.own.length > 0)) {
    for (const [at, run] of (await begin(parts, study, own)).entries()) {
      begun.push(run)
      const repeats = repeatable.filter((each) => own[at] && sameTraining(each, own[at]))
      pairs.push(...repeats.map(({ id }) => ({ original: id, rerun: run.id })))
    }
  }
  parts.queue.enqueue(begun.map(({ id }) => id))
  const ids = [...new Set(begun.map(({ studyId }) => studyId))]
  return { histories: ids.map((id) => parts.history.study(id)), pairs, left }
}
