import { LabError } from '../../shared/contract/errors'
import type { TrainerMessage } from '../../shared/contract/trainer'
import type { EngineProbe, TrainerEnd, TrainerLauncher } from '../services/ports'
import { TrainerProcess, type Watch } from './trainer-process'

export interface TrainerHostParts {
  /** The program that runs JavaScript: Node, or Electron as Node. */
  readonly node: string
  /** The built trainer program. */
  readonly trainerEntry: string
  /** A trainer that sends nothing for this long is taken for stuck and killed. */
  readonly silentAfterMs?: number
  /** A trainer that should have ended is killed after this. */
  readonly endWithinMs?: number
}

const defaults = { silentAfterMs: 30_000, endWithinMs: 5_000 }

/** Starts trainer processes and watches them; none of them outlives this process. */
export function createTrainerLauncher(parts: TrainerHostParts): TrainerLauncher {
  const watch = { ...defaults, ...parts }
  return {
    launch: (command, environment, listener) =>
      new TrainerProcess(watch, command, { threads: command.threads, environment }, listener),
    probe: () => probe(watch),
  }
}

function probe(watch: Watch): Promise<EngineProbe> {
  return new Promise((resolve, reject) => {
    let answer: TrainerMessage | null = null
    const surroundings = { threads: 1, environment: {} }
    new TrainerProcess(watch, { kind: 'probe' }, surroundings, {
      received: (message) => {
        if (message.kind !== 'heartbeat') answer = message
      },
      ended: (end) => {
        if (answer?.kind === 'probed') {
          const { engine, version, gpus } = answer
          resolve({ engine, version, gpus })
        } else {
          const why = answer?.kind === 'failed' ? answer.message : describe(end)
          reject(new LabError('engine-unavailable', `No engine could be loaded: ${why}`))
        }
      },
    })
  })
}

function describe({ reason, code, signal, output }: TrainerEnd): string {
  const ending =
    reason === 'not-started'
      ? 'the trainer process could not be started'
      : reason === 'silent'
        ? 'the trainer process gave no sign of life'
        : `the trainer process ended with ${signal ?? `exit code ${String(code)}`}`
  return output === '' ? `${ending}.` : `${ending}: ${output}`
}
