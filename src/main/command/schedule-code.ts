import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import { codeTargets, scheduleCode, type CodeTarget } from '../../shared/domain/schedule/code'
import {
  importSchedule,
  importSources,
  type ImportSource,
} from '../../shared/domain/schedule/import'
import { callersFolder } from '../data-dir-here'
import { reasonOf } from '../services/file-reasons'
import { readSpecFile, readText, tellingFile } from './schedule-files'
import { lengthOf, withLength, type LengthOptions } from './schedule-length'

interface CodeOptions extends LengthOptions {
  readonly spec: string
  readonly to: CodeTarget
  readonly out?: string
}

interface ImportOptions {
  readonly from: ImportSource
  readonly out?: string
}

/** `cooldown schedule code` and `import`: to another library, and from one. */
export function addScheduleCode(schedule: Command): void {
  const code = schedule
    .command('code')
    .description('write the schedule as a Python program for a library')
    .requiredOption('--spec <file>', 'the schedule as JSON; - reads standard input')
    .addOption(
      new Option('--to <library>', 'which library').choices(codeTargets).makeOptionMandatory(),
    )
    .option('--out <file>', 'where to write it (default: standard output)')
  withLength(code).action(printCode)
  schedule
    .command('import <file>')
    .description('read a schedule from a library’s own form or from a table; - reads a pipe')
    .addOption(
      new Option('--from <form>', 'what the file is').choices(importSources).makeOptionMandatory(),
    )
    .option('--out <file>', 'where to write its JSON (default: standard output)')
    .action(printImported)
}

async function printCode({ spec: file, to, out, ...length }: CodeOptions): Promise<void> {
  const spec = await readSpecFile(file)
  await put(
    tellingFile(file, () => scheduleCode(spec, { to, length: lengthOf(length) })),
    out,
  )
}

async function printImported(file: string, { from, out }: ImportOptions): Promise<void> {
  const text = await readText(file)
  const spec = tellingFile(file, () => importSchedule(text, from))
  await put(`${JSON.stringify(spec, null, 2)}\n`, out)
}

/** Writes a text into a file, or where no file is named, to standard output. */
async function put(text: string, out: string | undefined): Promise<void> {
  if (out === undefined) {
    process.stdout.write(text)
    return
  }
  try {
    await writeFile(resolve(callersFolder(), out), text)
  } catch (cause) {
    throw new LabError('bad-input', `Cannot write ${out}: ${reasonOf(cause)}.`, { cause })
  }
}
