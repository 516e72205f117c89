import { constants, setPriority } from 'node:os'
import type { TrainerCommand, TrainerMessage } from '../../shared/contract/trainer'
import { listenToApp, send, tell } from './app-channel'
import { Control } from './control'
import { keepPrograms } from './kept-programs'
import { loadEngine } from './load-engine'
import { measureSpeeds } from './measure-speed'
import { endWithParent } from './parent-watch'
import { runTraining } from './run-training'

/** The app takes half a minute of silence for a stuck trainer. */
const heartbeatEveryMs = 2_000

/** When the app is gone a run is put away; after this the process ends whatever it is at. */
const endWithinMs = 3_000

const control = new Control((state) => tell({ kind: state }))
let isTraining = false

endWithParent()
// Ctrl-C reaches every process of a terminal; the app decides what becomes of its runs.
process.on('SIGINT', () => undefined)
process.on('uncaughtException', (error) => void end(failure(error)))
process.on('unhandledRejection', (error) => void end(failure(error)))
listenToApp(receive, abandoned)
setInterval(() => tell({ kind: 'heartbeat' }), heartbeatEveryMs)

function receive(command: TrainerCommand): void {
  if (command.kind === 'probe') void probe().then(end)
  else if (command.kind === 'measure') void measure(command.threads).then(end)
  else if (command.kind === 'train') void train(command).then(end)
  else control.receive(command)
}

/** Without the app there is nobody to train for. */
function abandoned(): void {
  if (!isTraining) process.exit(1)
  control.receive({ kind: 'stop' })
  setTimeout(() => process.exit(1), endWithinMs)
}

async function probe(): Promise<TrainerMessage> {
  // Asked while a window opens, which has more urgent work for the cores.
  setPriority(constants.priority.PRIORITY_LOW)
  const { kind, version, gpus } = await loadEngine()
  return { kind: 'probed', engine: kind, version, gpus: [...gpus] }
}

async function measure(threads: number): Promise<TrainerMessage> {
  const engine = await loadEngine()
  // Only the compiled engine has anything to choose.
  const speeds =
    engine.kind === 'compiled' ? measureSpeeds(engine, threads, () => performance.now()) : []
  return { kind: 'measured', speeds: [...speeds] }
}

async function train(command: Extract<TrainerCommand, { kind: 'train' }>): Promise<TrainerMessage> {
  const programs = keepPrograms({ recipe: command.recipe, env: process.env })
  process.once('exit', (code) => programs.close(code !== 0))
  const engine = await loadEngine()
  isTraining = true
  const telling = (message: TrainerMessage) => {
    tell(message)
    if (message.kind === 'epoch') programs.publish()
  }
  return runTraining(command, { engine, control, tell: telling })
}

function failure(error: unknown): TrainerMessage {
  const why = error instanceof Error ? error.message : String(error)
  return { kind: 'failed', message: `The trainer failed: ${why}` }
}

/** Ends the process once its last word is on its way. */
async function end(lastWord: TrainerMessage): Promise<void> {
  await send(lastWord)
  process.exit(lastWord.kind === 'failed' ? 1 : 0)
}
