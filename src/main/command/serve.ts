import type { Command } from 'commander'
import { chosenDataDir } from '../data-dir-here'
import { pageFolder } from '../lab-here'
import { openInBrowser } from './browser'
import { untilInterrupted } from './interruption'
import { wholeBetween } from './options'
import { dataDirOption, withLab, type LabOptions } from './with-lab'

interface ServeOptions extends LabOptions {
  readonly port: number
  readonly open: boolean
  readonly json?: true
}

/** `cooldown serve`: the app in a browser, from this machine only. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve the app on this machine (127.0.0.1) and print its address')
    .option('--port <number>', 'port, 0 for any free one', wholeBetween(0, 65_535), 0)
    .option('--no-open', 'do not open a browser')
    .option('--parallel <n>', 'trainers at once', wholeBetween(1, 64))
    .option(...dataDirOption)
    .option('--json', 'print the address as one line of JSON')
    .action((options: ServeOptions) =>
      withLab({ ...options, measuresWhenIdle: true }, 'lab server', async (lab) => {
        // Read only now: every other command starts sooner without it.
        const { startLoopbackServer } = await import('../transport/loopback/server')
        const server = await startLoopbackServer({ lab, pageFolder, port: options.port })
        const interruption = untilInterrupted()
        const forget = await announce(server.address, options)
        await interruption.signal
        interruption.forget()
        process.stderr.write('Closing: trainers are ended, finished epochs are kept.\n')
        await forget()
        await server.close()
      }),
    )
}

/** Prints the address and opens a browser on it; returns what is to be done when the server ends. */
async function announce(
  address: string,
  { json, open, dataDir }: ServeOptions,
): Promise<() => Promise<void>> {
  const nothing = async () => undefined
  if (json) process.stdout.write(`${JSON.stringify({ event: 'serving', address })}\n`)
  else process.stdout.write(`Cooldown is served at ${address}\nCtrl-C ends it.\n`)
  if (!open || json) return nothing
  return openInBrowser(address, chosenDataDir(dataDir)).catch((error: unknown) => {
    // The address is on the screen, so the server is of use all the same.
    process.stderr.write(`No browser was opened: ${(error as Error).message}\n`)
    return nothing
  })
}
