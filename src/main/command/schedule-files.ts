import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { LabError } from '../../shared/contract/errors'
import { jsonFault } from '../../shared/domain/json-fault'
import { readSpec, ScheduleError, type ScheduleSpec } from '../../shared/domain/schedule'
import { callersFolder } from '../data-dir-here'
import { reasonOf } from '../services/file-reasons'

/** What a person calls a file: `-` is what comes in through a pipe. */
export const nameOf = (file: string) => (file === '-' ? 'standard input' : file)

/** The text of a file, or of standard input for `-`. */
export async function readText(file: string): Promise<string> {
  if (file === '-') return text(process.stdin)
  try {
    return await readFile(resolve(callersFolder(), file), 'utf8')
  } catch (cause) {
    throw new LabError('bad-input', `Cannot read ${file}: ${reasonOf(cause)}.`, { cause })
  }
}

/** The JSON in a file; what is none is told with its line and column. */
export async function readJson(file: string): Promise<unknown> {
  // Editors of some systems put a mark in front that JSON does not know.
  const source = (await readText(file)).replace(/^\uFEFF/, '')
  try {
    return JSON.parse(source)
  } catch {
    const fault = jsonFault(source)
    const place =
      fault && ` at line ${fault.line}, column ${fault.column}: expected ${fault.expected}`
    throw new LabError('bad-input', `${nameOf(file)} is not JSON${place ?? ''}.`)
  }
}

/** Does something with what a file says; a spec's fault is told with the name of the file. */
export function tellingFile<Result>(file: string, act: () => Result): Result {
  try {
    return act()
  } catch (cause) {
    if (!(cause instanceof ScheduleError)) throw cause
    throw new LabError('bad-input', `${nameOf(file)}: ${cause.message}`)
  }
}

/** The schedule in a JSON file. */
export async function readSpecFile(file: string): Promise<ScheduleSpec> {
  const value = await readJson(file)
  // What readSpec lets pass is a spec, which its own type does not say.
  return tellingFile(file, () => readSpec(value)) as unknown as ScheduleSpec
}
