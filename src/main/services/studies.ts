import { LabError } from '../../shared/contract/errors'
import type { LabServices } from '../../shared/contract/api'
import { asTrialId, type RunId, type StudyId } from '../../shared/domain/ids'
import { withChanges } from '../../shared/domain/recipe-changes'
import { isFinal, type RunRecord, type RunStatus } from '../../shared/domain/run'
import type { Recipe } from '../../shared/domain/recipe'
import { withPlan, type TrainingPlan } from '../../shared/domain/thread-plan'
import { trialsFor } from '../../shared/domain/scheduled-trials'
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

type Order = Parameters<LabServices['studies']['create']>[0]

function templateNamed(templates: readonly StudyTemplate[], id: string): StudyTemplate {
  const found = templates.find((template) => template.id === id)
  if (found) return found
  const known = templates.map((template) => template.id).join(', ')
  throw new LabError('not-found', `There is no study template "${id}"; there is ${known}.`)
}

/** The template's trials that are wished for, then those made from schedules, changed as wished. */
function chosenTrials(template: StudyTemplate, order: Order): readonly Trial[] {
  const { trialIds, schedules = [], totalEpochs, recipe: changes } = order
  const known = template.trials.map((trial) => trial.id)
  const unknown = trialIds?.find((id) => !known.includes(asTrialId(id)))
  if (unknown !== undefined) {
    throw new LabError(
      'not-found',
      `There is no trial "${unknown}"; there are ${known.join(', ')}.`,
    )
  }
  const chosen = template.trials.filter((trial) => trialIds?.includes(trial.id) ?? true)
  const trials = [...chosen, ...trialsFor(template, schedules)]
  if (trials.length === 0) {
    throw new LabError('bad-input', 'A study needs at least one trial or schedule; it has none.')
  }
  return trials.map((trial) => ({
    ...trial,
    recipe: withChanges(trial.recipe, { ...changes, totalEpochs }),
  }))
}

/** Making, listing and steering studies, and new attempts of their runs. */
export class Studies {
  constructor(private readonly parts: StudyParts) {}

  async create(order: Order) {
    const { templates, history, queue, folders, check, plan, now } = this.parts
    const template = templateNamed(templates, order.templateId)
    const seeds = [...new Set(order.seeds)]
    const wished = chosenTrials(template, order)
    const together = wished.length * seeds.length
    const trials = await Promise.all(
      wished.map(async (trial) => ({
        ...trial,
        recipe: withPlan(trial.recipe, await plan(trial.recipe, together)),
      })),
    )
    check(trials)
    const createdAt = now()
    const study: Study = {
      id: newStudyId(template.id, createdAt),
      templateId: template.id,
      name: order.name ?? template.name,
      description: template.description,
      createdAt: createdAt.toISOString(),
      trials,
      seeds,
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
    const { study, runs } = history.study(ended.studyId)
    const attempt =
      1 +
      Math.max(
        ...runs
          .filter((run) => run.trialId === ended.trialId && run.seed === ended.seed)
          .map((run) => run.attempt),
      )
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
