import { isDeepStrictEqual } from 'node:util'
import type { TrainCommand } from '../../shared/contract/trainer'
import { splitSizes, type Recipe } from '../../shared/domain/recipe'
import { modelVariables } from '../../shared/domain/model-shape'
import type { CompiledSchedule } from '../../shared/domain/schedule'
import { positionIn, type Checkpoint } from './checkpoints/checkpoint'
import { checkpointName } from './checkpoints/file-names'
import { findCheckpoints, type Findings } from './checkpoints/find'
import { freshWatch } from './early-stopping'
import type { SessionState, TrainingSession } from './engine'
import { EpochTally } from './epoch-tally'
import { firstStanding, watchOf, type Standing } from './standing'

/** Where a run begins, or goes on. */
export interface Start {
  readonly standing: Standing
  /** Of the epoch that comes first; steps are in it where the run was left within an epoch. */
  readonly tally: EpochTally
  /** What had to be passed over, for the run's log. */
  readonly notice: string | null
}

export interface ResumeParts {
  readonly command: Pick<TrainCommand, 'recipe' | 'seed' | 'epochsDone'>
  readonly findings: Findings | null
  readonly session: TrainingSession
  readonly schedule: CompiledSchedule
}

/** What the command's folder holds; null without one. */
export const lookThrough = ({ checkpoints, epochsDone, recipe }: TrainCommand) =>
  checkpoints && findCheckpoints(checkpoints.folder, epochsDone, watchOf(recipe).metric)

/**
 * Brings the session to where the newest sound checkpoint was taken; without one the run begins.
 * Throws where the checkpoint does not fit the recipe.
 */
export function startFrom({ command, findings, session, schedule }: ResumeParts): Start {
  const { recipe, seed, epochsDone } = command
  const checkpoint = findings?.newest ?? null
  const notices = [...(findings?.passedOver ?? [])]
  if (!checkpoint) {
    if (epochsDone > 0) notices.push('No sound checkpoint was found: training begins anew.')
    return startOf(recipe, firstStanding(seed, schedule), null, notices)
  }
  checkFit(checkpoint, recipe, session.state())
  session.restore(checkpoint.state)
  return startOf(recipe, standingUnder(recipe, schedule, checkpoint), checkpoint.tally, notices)
}

function startOf(
  recipe: Recipe,
  standing: Standing,
  tally: Checkpoint['tally'],
  notices: readonly string[],
): Start {
  return {
    standing,
    tally: new EpochTally(recipe.batchSize, splitSizes(recipe), tally ?? undefined),
    notice: notices.length > 0 ? notices.join(' ') : null,
  }
}

/** A fork may have another schedule, or another rule to stop by: these begin anew. */
function standingUnder(
  recipe: Recipe,
  schedule: CompiledSchedule,
  { recipe: before, standing }: Checkpoint,
): Standing {
  const isSame = (field: 'schedule' | 'earlyStopping') =>
    isDeepStrictEqual(before[field], recipe[field])
  return {
    ...standing,
    ...(!isSame('schedule') && { schedule: schedule.initialState }),
    ...(!isSame('earlyStopping') && { watch: freshWatch, value: null, best: null }),
  }
}

function checkFit(checkpoint: Checkpoint, recipe: Recipe, fresh: SessionState): void {
  const name = `The checkpoint ${checkpointName(positionIn(checkpoint))}`
  const weights = new Set(modelVariables(recipe.model).map((variable) => variable.name))
  const [was, is] = [shapesOf(checkpoint.state), shapesOf(fresh)]
  const misfit = [...new Set([...is.keys(), ...was.keys()])].find(
    (tensor) => was.get(tensor) !== is.get(tensor),
  )
  if (misfit !== undefined) {
    const sizes = `${misfit} is ${was.get(misfit) ?? 'absent'} there, and ${is.get(misfit) ?? 'absent'} here`
    const rule = weights.has(misfit)
      ? 'holds another model'
      : optimizerRule(checkpoint.recipe, recipe)
    throw new Error(`${name} ${rule}: ${sizes}.`)
  }
  const [numbers, wanted] = [checkpoint.state.scalars.length, fresh.scalars.length]
  if (numbers !== wanted) {
    const rule = optimizerRule(checkpoint.recipe, recipe)
    throw new Error(`${name} ${rule}: it carries ${numbers} numbers along, not ${wanted}.`)
  }
  if (checkpoint.tally && !isSamePace(checkpoint.recipe, recipe)) {
    throw new Error(
      `${name} was taken within an epoch of batches of ${checkpoint.recipe.batchSize}; ` +
        `another division into batches, now of ${recipe.batchSize}, needs one between two epochs.`,
    )
  }
}

const optimizerRule = ({ optimizer: was }: Recipe, { optimizer: is }: Recipe) =>
  `holds the state of the optimizer ${was.kind}, which does not fit ${is.kind}`

const shapesOf = ({ tensors }: SessionState) =>
  new Map(tensors.map(({ name, shape }) => [name, `[${shape.join(' x ')}]`]))

const isSamePace = (was: Recipe, is: Recipe) =>
  was.batchSize === is.batchSize && isDeepStrictEqual(splitSizes(was), splitSizes(is))
