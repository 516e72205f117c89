import { LabError } from '../../shared/contract/errors'
import type { LabServices } from '../../shared/contract/api'
import { asTrialId, type RunId, type StudyId, type TrialId } from '../../shared/domain/ids'
import { splitSizes } from '../../shared/domain/recipe'
import { isFinal, type RunRecord, type RunStatus } from '../../shared/domain/run'
import { compileSchedule, ScheduleError } from '../../shared/domain/schedule'
import { trialsFor } from '../../shared/domain/scheduled-trials'
import {
  latestAttempts,
  type Study,
  type StudyTemplate,
  type Trial,
} from '../../shared/domain/study'
import type { History } from './history'
import { newRunId, newStudyId } from './ids'
import type { RunFolders } from './ports'
import type { RunQueue } from './run-queue'

export interface StudyParts {
  readonly templates: readonly StudyTemplate[]
  readonly history: History
  readonly folders: RunFolders
  readonly queue: RunQueue
  readonly now: () => Date
}

type Order = Parameters<LabServices['studies']['create']>[0]

function templateNamed(templates: readonly StudyTemplate[], id: string): StudyTemplate {
  const found = templates.find((template) => template.id === id)
  if (found) return found
  const known = templates.map((template) => template.id).join(', ')
  throw new LabError('not-found', `There is no study template "${id}"; there is ${known}.`)
}

/** The template's trials that are wished for, then those made from schedules. */
function chosenTrials(template: StudyTemplate, order: Order): readonly Trial[] {
  const { trialIds, schedules = [], totalEpochs } = order
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
    recipe: { ...trial.recipe, totalEpochs: totalEpochs ?? trial.recipe.totalEpochs },
  }))
}

/** A spec that is well formed may still give a bad rate somewhere in a run of this length. */
function refuseBadSchedules(trials: readonly Trial[]): void {
  for (const { name, recipe } of trials) {
    try {
      compileSchedule(recipe.schedule, { ...splitSizes(recipe), totalEpochs: recipe.totalEpochs })
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error
      throw new LabError('bad-input', `Trial "${name}": ${error.message}`, { cause: error })
    }
  }
}

/** One attempt at a trial with a seed, queued. */
function newRun(study: Study, trial: Trial, seed: number, attempt: number, now: Date): RunRecord {
  return {
    id: newRunId(trial.id, seed, now),
    studyId: study.id,
    trialId: trial.id,
    seed,
    attempt,
    status: 'queued',
    totalEpochs: trial.recipe.totalEpochs,
    stepsPerEpoch: splitSizes(trial.recipe).stepsPerEpoch,
    epochsDone: 0,
    createdAt: now.toISOString(),
    startedAt: null,
    endedAt: null,
    seconds: 0,
    engine: null,
    summary: null,
    outcome: null,
    exit: null,
    divergedAtStep: null,
  }
}

/** Making, listing and steering studies, and new attempts of their runs. */
export class Studies {
  constructor(private readonly parts: StudyParts) {}

  async create(order: Order) {
    const { templates, history, queue, now } = this.parts
    const template = templateNamed(templates, order.templateId)
    const trials = chosenTrials(template, order)
    refuseBadSchedules(trials)
    const createdAt = now()
    const study: Study = {
      id: newStudyId(template.id, createdAt),
      templateId: template.id,
      name: order.name ?? template.name,
      description: template.description,
      createdAt: createdAt.toISOString(),
      trials,
      seeds: [...new Set(order.seeds)],
    }
    const runs = study.seeds.flatMap((seed) =>
      trials.map((trial) => newRun(study, trial, seed, 1, createdAt)),
    )
    await history.saveStudy(study)
    await this.admit(study, runs)
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

  resume(studyId: StudyId): Promise<void> {
    const { runs } = this.parts.history.study(studyId)
    const paused = runs.filter((run) => run.status === 'paused')
    return this.parts.queue.resumeAll(paused.map((run) => run.id))
  }

  stop(studyId: StudyId): Promise<void> {
    return this.forRuns(studyId, ['queued', 'paused', 'running'], (id) => this.parts.queue.stop(id))
  }

  async retryAll(studyId: StudyId): Promise<void> {
    for (const run of latestAttempts(this.parts.history.study(studyId))) {
      if (isFinal(run.status) && run.status !== 'completed') await this.retry(run.id)
    }
  }

  async retry(runId: RunId): Promise<RunRecord> {
    const { history, queue, now } = this.parts
    const ended = history.run(runId)
    if (!isFinal(ended.status)) {
      throw new LabError(
        'wrong-state',
        `A run that is ${ended.status} cannot be retried; stop it first.`,
      )
    }
    const { study, runs } = history.study(ended.studyId)
    const attempt =
      1 +
      Math.max(
        ...runs
          .filter((run) => run.trialId === ended.trialId && run.seed === ended.seed)
          .map((run) => run.attempt),
      )
    const run = newRun(study, trialOf(study, ended.trialId), ended.seed, attempt, now())
    await this.admit(study, [run])
    queue.enqueue([run.id])
    return history.run(run.id)
  }

  /** Folders first: a record without a folder could not be rebuilt, a folder without one can. */
  private async admit(study: Study, runs: readonly RunRecord[]): Promise<void> {
    for (const run of runs) {
      await this.parts.folders.create({ run, study, trial: trialOf(study, run.trialId) })
    }
    await this.parts.history.changeRuns(runs)
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

function trialOf(study: Study, trialId: TrialId): Trial {
  const trial = study.trials.find(({ id }) => id === trialId)
  if (!trial) throw new LabError('not-found', `Study "${study.id}" has no trial "${trialId}".`)
  return trial
}
