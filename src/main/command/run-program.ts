import { CommanderError, type Command } from 'commander'
import { LabError, toWireError } from '../../shared/contract/errors'
import { reasonOf } from '../services/file-reasons'

/** What the process answers to its caller, by meaning. */
export const exitCodes = {
  'done; every run completed or diverged': 0,
  'a fault of Cooldown or of this machine; "check" found something': 1,
  'the command or one of its values is wrong': 2,
  'some runs failed or were interrupted': 3,
  'stopped by Ctrl-C; what finished is kept': 130,
} as const

const userFaults: readonly LabError['code'][] = ['bad-input', 'not-found', 'wrong-state']

/** Runs a command line; sets the exit code and writes what went wrong to stderr. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<void> {
  survivePipeEnd()
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    process.exitCode = report(error)
  }
}

function report(error: unknown): number {
  // Commander has printed its own message, or the help or version that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const { message, causes } = toWireError(error)
  process.stderr.write(`cooldown: ${[message, ...causes].join('\n  because: ')}\n`)
  return error instanceof LabError && userFaults.includes(error.code) ? 2 : 1
}

/** A reader such as `head` may close our output early; that is not a fault. A full disk is. */
function survivePipeEnd(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    process.stderr.write(`cooldown: Cannot write the output: ${reasonOf(error)}.\n`)
    process.exit(1)
  })
}
