import {
  trainerCommand,
  type TrainerCommand,
  type TrainerMessage,
} from '../../shared/contract/trainer'

/** The channel to the app that forked this process; checks what comes in, and tells its end. */
export function listenToApp(receive: (command: TrainerCommand) => void, ended: () => void): void {
  process.on('disconnect', ended)
  if (!process.connected) ended()
  process.on('message', (message) => receive(check(message)))
}

function check(message: unknown): TrainerCommand {
  const { success, data, error } = trainerCommand.safeParse(message)
  if (success) return data
  const [issue] = error.issues
  const where = issue?.path.join('.') ?? ''
  throw new Error(`The app sent a malformed command: ${where}: ${issue?.message ?? ''}`)
}

/** Sends a message; resolves when it has left this process, or never can. */
export function send(message: TrainerMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => resolve())
  })
}

/** Sends a message without waiting. */
export const tell = (message: TrainerMessage): void => void send(message)
