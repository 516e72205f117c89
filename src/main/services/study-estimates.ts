import type { RunId } from '../../shared/domain/ids'
import type { Recipe } from '../../shared/domain/recipe'
import { modelProblems } from '../../shared/domain/recipe-check-model'
import { isFinal } from '../../shared/domain/run'
import type { StudyHistory } from '../../shared/domain/study'
import {
  epochSecondsFrom,
  epochSecondsMeasured,
  finishSeconds,
  nearestRuns,
  plannedEpochs,
  runSeconds,
  type EstimateSources,
  type NearestRuns,
  type StudyEstimate,
  type TrainedRuns,
} from '../../shared/domain/study-plan/estimate'
import { withPlan, type MeasuredSpeed, type TrainingPlan } from '../../shared/domain/thread-plan'
import type { RunFolders } from './ports'
import type { StudyDesign } from './study-design'

export interface EstimateParts {
  readonly histories: () => readonly StudyHistory[]
  readonly readEpochs: RunFolders['readEpochs']
  readonly plan: (recipe: Recipe, together: number) => Promise<TrainingPlan>
  readonly measured: () => readonly MeasuredSpeed[]
  /** Trainers at once. */
  readonly parallelRuns: () => number
}

interface Known {
  readonly source: keyof EstimateSources
  readonly epochSeconds: number | null
}

/** A first epoch has the compiling in it, so that alone it tells nothing. */
const fewestEpochs = 2
/** Of a long history the newest runs tell of today's machine. */
const newestRuns = 2_000

/** Tells how long studies would take: from runs that have ended, else from the machine's speed. */
export class StudyEstimates {
  /** Seconds of a middling epoch of runs that have ended, which do not change. */
  private readonly paces = new Map<RunId, number>()

  constructor(private readonly parts: EstimateParts) {}

  /** What is not known yet is said to be so. Trials must be well formed; nothing is made. */
  async estimate({ trials, seeds }: StudyDesign): Promise<StudyEstimate> {
    const { plan, parallelRuns } = this.parts
    const together = trials.length * seeds.length
    const trained = this.trainedRuns()
    const used = new Set<RunId>()
    const sources = { same: 0, alike: 0, measured: 0, unknown: 0 }
    const durations: (number | null)[] = []
    // Trials of a sweep mostly differ in what does not change their pace.
    const paces = new Map<string, Promise<Known>>()
    for (const trial of trials) {
      const recipe = withPlan(trial.recipe, await plan(trial.recipe, together))
      const { data, model, optimizer, batchSize, compiler, threads } = recipe
      const key = JSON.stringify([data, model, optimizer, batchSize, compiler, threads])
      const pace = paces.get(key) ?? this.paceOf(recipe, trained, used)
      paces.set(key, pace)
      const { source, epochSeconds } = await pace
      sources[source]++
      durations.push(epochSeconds === null ? null : runSeconds(recipe, epochSeconds))
    }
    const known = durations.filter((each) => each !== null)
    const atOnce = Math.max(1, Math.min(together, parallelRuns()))
    return {
      runs: together,
      epochs: seeds.length * trials.reduce((sum, { recipe }) => sum + plannedEpochs(recipe), 0),
      atOnce,
      seconds:
        known.length === trials.length
          ? finishSeconds(
              seeds.flatMap(() => known),
              atOnce,
            )
          : null,
      runSeconds:
        known.length === 0 ? null : { least: Math.min(...known), most: Math.max(...known) },
      sources,
      runsUsed: used.size,
    }
  }

  private trainedRuns(): readonly TrainedRuns<RunId>[] {
    const newest = this.parts
      .histories()
      .flatMap(({ study, runs }) => runs.map((run) => ({ study, run })))
      .filter(({ run }) => isFinal(run.status) && run.epochsDone >= fewestEpochs)
      .sort((a, b) => (b.run.endedAt ?? '').localeCompare(a.run.endedAt ?? ''))
      .slice(0, newestRuns)
    const idsByRecipe = new Map<Recipe, RunId[]>()
    for (const { study, run } of newest) {
      const recipe = study.trials.find(({ id }) => id === run.trialId)?.recipe
      if (recipe) idsByRecipe.set(recipe, [...(idsByRecipe.get(recipe) ?? []), run.id])
    }
    return [...idsByRecipe].map(([recipe, ids]) => ({ recipe, ids }))
  }

  private async paceOf(
    recipe: Recipe,
    trained: readonly TrainedRuns<RunId>[],
    used: Set<RunId>,
  ): Promise<Known> {
    // What cannot be built cannot be timed either; the checks tell why.
    if (modelProblems(recipe.model).length > 0) return { source: 'unknown', epochSeconds: null }
    const nearest = nearestRuns(recipe, trained)
    const paces = await this.read(nearest?.runs ?? [])
    if (nearest && paces.length > 0) {
      for (const { id } of paces) used.add(id)
      const source = nearest.same ? 'same' : 'alike'
      return { source, epochSeconds: epochSecondsFrom(recipe, paces) }
    }
    const epochSeconds = epochSecondsMeasured(recipe, this.parts.measured())
    return { source: epochSeconds === null ? 'unknown' : 'measured', epochSeconds }
  }

  private async read(runs: NearestRuns<RunId>['runs']) {
    const paces = await Promise.all(
      runs.map(async (run) => ({ ...run, epochSeconds: await this.epochSeconds(run.id) })),
    )
    return paces.filter(({ epochSeconds }) => epochSeconds > 0)
  }

  /** 0 for a run whose epochs can no longer be read: it tells nothing, and keeps nobody from planning. */
  private async epochSeconds(runId: RunId): Promise<number> {
    const known = this.paces.get(runId)
    if (known !== undefined) return known
    const rows = await this.parts.readEpochs(runId).catch(() => [])
    const times = rows
      .slice(1)
      .map(({ seconds }) => seconds)
      .sort((a, b) => a - b)
    const pace = times[Math.floor(times.length / 2)] ?? 0
    this.paces.set(runId, pace)
    return pace
  }
}
