import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const program = resolve(import.meta.dirname, '../out/main/cli.js')

/** `cooldown schedule ...` for callers in a folder, and files for it to read there. */
export function scheduleIn(folder: string) {
  if (!existsSync(program))
    throw new Error(`${program} is missing: run "npm test", which builds it.`)
  return {
    /** Runs to its end; `input` goes through a pipe, the output to an open file where one is given. */
    schedule: (args: readonly string[], input?: string, output: number | 'pipe' = 'pipe') => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [program, 'schedule', ...args],
        {
          env: { ...process.env, INIT_CWD: folder },
          input,
          stdio: ['pipe', output, 'pipe'],
          encoding: 'utf8',
          maxBuffer: 2 ** 30,
        },
      )
      return { status, stdout, stderr }
    },
    /** Writes a file, JSON unless it is a text, and returns its name. */
    inFolder: async (name: string, content: unknown) => {
      const text = typeof content === 'string' ? content : JSON.stringify(content)
      await writeFile(join(folder, name), text)
      return name
    },
  }
}

/** The rates that `--json` prints. */
export const ratesIn = (stdout: string) => (JSON.parse(stdout) as { rates: number[] }).rates

/** The options of a run's length. */
export const length = (epochs: number, steps: number) => [
  '--epochs',
  String(epochs),
  '--steps-per-epoch',
  String(steps),
]
