import type { TrainCommand, TrainerMessage } from '../../shared/contract/trainer'
import { randomStream } from '../../shared/domain/random/streams'
import type { Control } from './control'
import { denseLayers } from './dense-layers'
import type { Engine } from './engine'
import { loadTrainingData } from './training-data'
import { trainRun } from './training-loop'
import { initialWeights } from './weights'

export interface TrainingParts {
  readonly engine: Engine
  readonly control: Control
  readonly tell: (message: TrainerMessage) => void
}

/** Prepares data and weights from the recipe and the seed, then trains; returns the last word. */
export async function runTraining(
  { recipe, seed, datasetFile, threads }: TrainCommand,
  { engine, control, tell }: TrainingParts,
): Promise<TrainerMessage> {
  const session = engine.createSession({
    recipe,
    ...loadTrainingData(recipe, datasetFile),
    weights: initialWeights(denseLayers(recipe.model), randomStream(seed, 'weights')),
  })
  try {
    tell({ kind: 'ready', engine: nameOf(engine, threads) })
    const now = () => performance.now()
    return await trainRun({ command: { recipe, seed }, session, control, tell, now })
  } finally {
    session.dispose()
  }
}

function nameOf({ kind, version, gpus }: Engine, threads: number): string {
  const device = gpus.length > 0 ? gpus.join(', ') : `${threads} thread${threads === 1 ? '' : 's'}`
  return kind === 'native'
    ? `TensorFlow ${version}, ${device}`
    : `TensorFlow.js ${version} (WASM), 1 thread`
}
