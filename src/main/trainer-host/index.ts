import { LabError } from '../../shared/contract/errors'
import type { TrainerMessage } from '../../shared/contract/trainer'
import type { EngineProbe, TrainerLauncher } from '../services/ports'
import { TrainerProcess } from './trainer-process'

export interface TrainerHostParts {
  /** The program that runs JavaScript: Node, or Electron as Node. */
  readonly node: string
  /** The built trainer program. */
  readonly trainerEntry: string
  /** A trainer that sends nothing for this long is taken for stuck and killed. */
  readonly silentAfterMs?: number
}

const defaultSilentAfterMs = 30_000

/** Starts trainer processes and watches them; none of them outlives this process. */
export function createTrainerLauncher(parts: TrainerHostParts): TrainerLauncher {
  const watch = { silentAfterMs: defaultSilentAfterMs, ...parts }
  return {
    launch: (command, environment, listener) =>
      new TrainerProcess(watch, command, { threads: command.threads, environment }, listener),
    probe: () =>
      new Promise<EngineProbe>((resolve, reject) => {
        let answer: TrainerMessage | undefined
        new TrainerProcess(
          watch,
          { kind: 'probe' },
          { threads: 1, environment: {} },
          {
            received: (message) => {
              answer = message
            },
            ended: ({ code, signal, output }) => {
              if (answer?.kind === 'probed') {
                resolve(answer)
                return
              }
              const why = answer?.kind === 'failed' ? answer.message : output
              const ending = signal ?? `exit code ${String(code)}`
              reject(
                new LabError('engine-unavailable', `No engine could be loaded (${ending}): ${why}`),
              )
            },
          },
        )
      }),
  }
}
