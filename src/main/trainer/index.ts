import {
  trainerCommand,
  type TrainCommand,
  type TrainerMessage,
} from '../../shared/contract/trainer'
import { randomStream } from '../../shared/domain/random/streams'
import { Control } from './control'
import type { Engine } from './engine'
import { loadEngine } from './load-engine'
import { loadTrainingData } from './training-data'
import { trainRun } from './training-loop'
import { initialWeights } from './weights'

const heartbeatEveryMs = 2_000

/** Sends a message; resolves when it is on its way, so that the process may end. */
const send = (message: TrainerMessage) =>
  new Promise<void>((resolve) => {
    if (process.send) process.send(message, undefined, undefined, () => resolve())
    else resolve()
  })
const tell = (message: TrainerMessage) => void send(message)

const control = new Control((state) => tell({ kind: state }))

// Without the app there is nobody to train for.
process.on('disconnect', () => process.exit(0))
process.on('message', (message) => {
  const command = trainerCommand.parse(message)
  if (command.kind === 'probe') void finishWith(probe)
  else if (command.kind === 'train') void finishWith(() => train(command))
  else control.receive(command)
})

async function finishWith(work: () => Promise<TrainerMessage>): Promise<void> {
  const heartbeat = setInterval(() => tell({ kind: 'heartbeat' }), heartbeatEveryMs)
  const lastWord = await work().catch((error: unknown): TrainerMessage => {
    const why = error instanceof Error ? error.message : String(error)
    return { kind: 'failed', message: `The trainer failed: ${why}` }
  })
  clearInterval(heartbeat)
  await send(lastWord)
  process.exit(lastWord.kind === 'failed' ? 1 : 0)
}

async function probe(): Promise<TrainerMessage> {
  const { kind, version, gpus } = await loadEngine()
  return { kind: 'probed', engine: kind, version, gpus: [...gpus] }
}

const nameOf = ({ kind, version, gpus }: Engine, threads: number) =>
  [
    kind === 'native' ? `TensorFlow ${version}` : `TensorFlow.js ${version} (WASM)`,
    gpus.length > 0 ? gpus.join(', ') : `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  ].join(', ')

async function train(command: TrainCommand): Promise<TrainerMessage> {
  const { recipe, seed, datasetFile, threads } = command
  const engine = await loadEngine()
  const session = engine.createSession({
    recipe,
    ...loadTrainingData(recipe, datasetFile),
    weights: initialWeights(recipe.model, randomStream(seed, 'weights')),
  })
  tell({ kind: 'ready', engine: nameOf(engine, threads) })
  return trainRun({ command, session, control, tell })
}
