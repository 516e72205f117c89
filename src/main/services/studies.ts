import { LabError } from '../../shared/contract/errors'
import type { RunId, StudyId } from '../../shared/domain/ids'
import { isFinal, type RunRecord, type RunStatus } from '../../shared/domain/run'
import type { Recipe } from '../../shared/domain/recipe'
import { withPlan, type TrainingPlan } from '../../shared/domain/thread-plan'
import {
  latestAttempts,
  type Study,
  type StudyTemplate,
  type Trial,
} from '../../shared/domain/study'
import type { Forks } from './forks'
import type { History } from './history'
import { newStudyId } from './ids'
import { admit, newRun, trialOf } from './new-run'
import type { RunFolders } from './ports'
import type { RunQueue } from './run-queue'
import { designFor, type StudyOrder } from './study-design'

export interface StudyParts {
  readonly templates: readonly StudyTemplate[]
  readonly history: History
  readonly folders: RunFolders
  readonly queue: RunQueue
  readonly forks: Forks
  /** Throws a `bad-input` LabError for a trial that cannot be trained. */
  readonly check: (trials: readonly Trial[]) => void
  /** How a recipe is trained when so many runs are made at once. */
  readonly plan: (recipe: Recipe, together: number) => Promise<TrainingPlan>
  readonly now: () => Date
}

/** Making, listing and steering studies, and new attempts of their runs. */
export class Studies {
  constructor(private readonly parts: StudyParts) {}

  async create(order: StudyOrder) {
    const { templates, history, queue, folders, check, plan, now } = this.parts
    const design = designFor(templates, order)
    const together = design.trials.length * design.seeds.length
    const trials = await Promise.all(
      design.trials.map(async (trial) => ({
        ...trial,
        recipe: withPlan(trial.recipe, await plan(trial.recipe, together)),
      })),
    )
    check(trials)
    const createdAt = now()
    const study: Study = {
      ...design,
      id: newStudyId(design.templateId, createdAt),
      createdAt: createdAt.toISOString(),
      trials,
    }
    const runs = study.seeds.flatMap((seed) =>
      trials.map((trial) => newRun(study, trial, { seed, attempt: 1 }, createdAt)),
    )
    await history.saveStudy(study)
    for (const run of runs) await admit(folders, study, run)
    await history.changeRuns(runs)
    history.tellStudy(study.id)
    queue.enqueue(runs.map((run) => run.id))
    return history.study(study.id)
  }

  async rename(studyId: StudyId, name: string) {
    const { history } = this.parts
    await history.saveStudy({ ...history.study(studyId).study, name })
    history.tellStudy(studyId)
    return history.study(studyId)
  }

  async remove(studyId: StudyId): Promise<void> {
    const { history, queue } = this.parts
    await Promise.all(history.study(studyId).runs.map((run) => queue.settle(run.id)))
    await history.removeStudy(studyId)
  }

  /** Brings a removed study back; what was stopped for its removal stays stopped. */
  restore(studyId: StudyId) {
    return this.parts.history.restoreStudy(studyId)
  }

  pause(studyId: StudyId): Promise<void> {
    // Waiting runs first, or pausing the running ones would start them.
    return this.forRuns(studyId, ['queued', 'running'], (id) => this.parts.queue.pause(id))
  }

  /** Paused runs go on, and so do interrupted ones that were not retried since. */
  resume(studyId: StudyId): Promise<void> {
    const history = this.parts.history.study(studyId)
    const latest = latestAttempts(history)
    const chosen = history.runs.filter(
      (run) => run.status === 'paused' || (run.status === 'interrupted' && latest.includes(run)),
    )
    return this.parts.queue.resumeAll(chosen.map((run) => run.id))
  }

  stop(studyId: StudyId): Promise<void> {
    return this.forRuns(studyId, ['queued', 'paused', 'running'], (id) => this.parts.queue.stop(id))
  }

  /** One that cannot be retried keeps no other from it; the first refusal is told at the end. */
  async retryAll(studyId: StudyId): Promise<void> {
    const refusals: unknown[] = []
    for (const run of latestAttempts(this.parts.history.study(studyId))) {
      if (!isFinal(run.status) || run.status === 'completed') continue
      await this.retry(run.id).catch((error: unknown) => refusals.push(error))
    }
    if (refusals.length > 0) throw refusals[0]
  }

  async retry(runId: RunId): Promise<RunRecord> {
    const { history, queue, folders, forks, now } = this.parts
    const ended = history.run(runId)
    if (!isFinal(ended.status)) {
      throw new LabError(
        'wrong-state',
        `A run that is ${ended.status} cannot be retried; stop it first.`,
      )
    }
    const prefix = await forks.prefixOf(ended)
    const { study } = history.study(ended.studyId)
    const attempt = 1 + history.attempts(ended)
    const { seed, forkedFrom } = ended
    const draft = newRun(study, trialOf(study, ended.trialId), { seed, attempt }, now())
    const run = await admit(folders, study, { ...draft, forkedFrom }, prefix)
    await history.changeRuns([run])
    queue.enqueue([run.id])
    return history.run(run.id)
  }

  private async forRuns(
    studyId: StudyId,
    statuses: readonly RunStatus[],
    act: (runId: RunId) => Promise<unknown>,
  ): Promise<void> {
    const { runs } = this.parts.history.study(studyId)
    const chosen = statuses.flatMap((status) => runs.filter((run) => run.status === status))
    for (const { id } of chosen) {
      // Its state may have moved on while the others were handled.
      if (statuses.includes(this.parts.history.run(id).status)) await act(id)
    }
  }
}
