import { setImmediate } from 'node:timers/promises'
import { LabError } from '../../shared/contract/errors'
import type { RunId, StudyId } from '../../shared/domain/ids'
import { isFinal, type RunRecord } from '../../shared/domain/run'
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
import { inBatches } from './in-batches'
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

/** Folders that are made at the same time: the disk is waited for, not the processor. */
const foldersAtOnce = 16
const checkedAtOnce = 20

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
    for (let from = 0; from < trials.length; from += checkedAtOnce) {
      check(trials.slice(from, from + checkedAtOnce))
      // A thousand schedules take seconds to try: others are answered in between.
      await setImmediate()
    }
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
    await inBatches(runs, foldersAtOnce, (run) => admit(folders, study, run))
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
    return this.parts.queue.pauseAll(this.runIds(studyId))
  }

  /** Paused runs go on, and so do interrupted ones that were not retried since. */
  resume(studyId: StudyId): Promise<void> {
    const history = this.parts.history.study(studyId)
    const latest = new Set(latestAttempts(history))
    const chosen = history.runs.filter(
      (run) => run.status === 'paused' || (run.status === 'interrupted' && latest.has(run)),
    )
    return this.parts.queue.resumeAll(chosen.map((run) => run.id))
  }

  stop(studyId: StudyId): Promise<void> {
    return this.parts.queue.stopAll(this.runIds(studyId))
  }

  /** One that cannot be retried keeps no other from it; the first refusal is told at the end. */
  async retryAll(studyId: StudyId): Promise<void> {
    const refusals: unknown[] = []
    const failed = latestAttempts(this.parts.history.study(studyId)).filter(
      ({ status }) => isFinal(status) && status !== 'completed',
    )
    const made = await inBatches(failed, foldersAtOnce, ({ id }) =>
      this.nextAttempt(id).catch((error: unknown) => {
        refusals.push(error)
        return null
      }),
    )
    await this.admitted(made.filter((run) => run !== null))
    if (refusals.length > 0) throw refusals[0]
  }

  async retry(runId: RunId): Promise<RunRecord> {
    const run = await this.nextAttempt(runId)
    await this.admitted([run])
    return this.parts.history.run(run.id)
  }

  private async admitted(runs: readonly RunRecord[]): Promise<void> {
    await this.parts.history.changeRuns(runs)
    this.parts.queue.enqueue(runs.map(({ id }) => id))
  }

  /** Another try of a run that has ended: its folder is made, its record is not yet stored. */
  private async nextAttempt(runId: RunId): Promise<RunRecord> {
    const { history, folders, forks, now } = this.parts
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
    return admit(folders, study, { ...draft, forkedFrom }, prefix)
  }

  private runIds(studyId: StudyId): readonly RunId[] {
    return this.parts.history.study(studyId).runs.map(({ id }) => id)
  }
}
