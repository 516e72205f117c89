import type { TrainCommand, TrainerMessage } from '../../shared/contract/trainer'
import { randomStream } from '../../shared/domain/random/streams'
import { checkRecipe, problemText } from '../../shared/domain/recipe-check'
import { FolderKeeper, noCheckpoints } from './checkpoints/keeper'
import type { Control } from './control'
import type { Engine } from './engine'
import { lookThrough, startFrom } from './resume'
import { StepPlan } from './step-plan'
import { loadTrainingData } from './training-data'
import { trainRun } from './training-loop'
import { initialWeights } from './weights'

export interface TrainingParts {
  readonly engine: Engine
  readonly control: Control
  readonly tell: (message: TrainerMessage) => void
}

/** Prepares a run from its command, trains it to its end, and returns the last word. */
export async function runTraining(
  command: TrainCommand,
  { engine, control, tell }: TrainingParts,
): Promise<TrainerMessage> {
  const { recipe, seed, checkpoints, datasetFile, threads } = command
  const [problem] = checkRecipe(recipe)
  if (problem) throw new Error(problemText(problem))
  const plan = new StepPlan(recipe)
  const session = engine.createSession({
    recipe,
    ...loadTrainingData(recipe, datasetFile),
    weights: initialWeights(recipe.model, randomStream(seed, 'weights')),
    dropoutSeed: randomStream(seed, 'dropout').nextWord(),
  })
  try {
    const findings = lookThrough(command)
    const start = startFrom({ command, findings, session, schedule: plan.schedule })
    const keeper =
      checkpoints && findings
        ? new FolderKeeper({ ...checkpoints, recipe, session, findings, tell })
        : noCheckpoints
    try {
      const { standing, notice } = start
      tell({ kind: 'ready', engine: nameOf(engine, threads), epoch: standing.epochs, notice })
      const now = () => performance.now()
      return await trainRun({ recipe, plan, start, session, keeper, control, tell, now })
    } finally {
      await keeper.close()
    }
  } finally {
    session.dispose()
  }
}

function nameOf({ kind, version, gpus }: Engine, threads: number): string {
  if (kind === 'wasm') return `TensorFlow.js ${version} (WASM), 1 thread`
  const device = gpus.length > 0 ? gpus.join(', ') : `${threads} thread${threads === 1 ? '' : 's'}`
  const how = kind === 'native' ? ', operation by operation' : ''
  return `TensorFlow ${version}${how}, ${device}`
}
