import { LabError } from '../../shared/contract/errors'
import type { TrainerCommand, TrainerMessage } from '../../shared/contract/trainer'
import type { TrainerEnd, TrainerLauncher } from '../services/ports'
import { TrainerProcess, type Watch } from './trainer-process'

export interface TrainerHostParts {
  /** The program that runs JavaScript: Node, or Electron as Node. */
  readonly node: string
  /** The built trainer program. */
  readonly trainerEntry: string
  /** Where trainers keep what XLA compiled for each other; left out, each compiles for itself. */
  readonly xlaStore?: string | undefined
  /** A trainer that sends nothing for this long is taken for stuck and killed. */
  readonly silentAfterMs?: number
  /** A trainer that should have ended is killed after this. */
  readonly endWithinMs?: number
}

const defaults = { silentAfterMs: 30_000, endWithinMs: 5_000 }

/** Starts trainer processes and watches them; none of them outlives this process. */
export function createTrainerLauncher(parts: TrainerHostParts): TrainerLauncher {
  const watch = { ...defaults, ...parts }
  const kept: Readonly<Record<string, string>> =
    parts.xlaStore === undefined ? {} : { COOLDOWN_XLA_STORE: parts.xlaStore }
  return {
    launch: (command, environment, listener) => {
      const surroundings = {
        threads: command.threads,
        environment: { ...kept, ...environment },
      }
      return new TrainerProcess(watch, command, surroundings, listener)
    },
    probe: async () => {
      const { engine, version, gpus } = await ask(watch, { kind: 'probe' }, 'probed')
      return { engine, version, gpus }
    },
    measure: async (threads) =>
      (await ask(watch, { kind: 'measure', threads }, 'measured', threads)).speeds,
  }
}

type Answer<Kind> = Extract<TrainerMessage, { readonly kind: Kind }>

/** Starts a trainer for one question, and gives its answer once the process is gone. */
function ask<Kind extends 'probed' | 'measured'>(
  watch: Watch,
  command: TrainerCommand,
  wanted: Kind,
  threads = 1,
): Promise<Answer<Kind>> {
  return new Promise((resolve, reject) => {
    let answer: TrainerMessage | null = null
    new TrainerProcess(
      watch,
      command,
      { threads, environment: {} },
      {
        received: (message) => {
          if (message.kind !== 'heartbeat') answer = message
        },
        ended: (end) => {
          // The kind was compared, which is all that the type asks.
          if (answer?.kind === wanted) return resolve(answer as Answer<Kind>)
          const why = answer?.kind === 'failed' ? answer.message : describe(end)
          reject(new LabError('engine-unavailable', `No engine could be loaded: ${why}`))
        },
      },
    )
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
