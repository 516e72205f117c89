import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import Table from 'cli-table3'
import { LabError } from '../../shared/contract/errors'
import type { BundleDescription } from '../../shared/domain/bundle/bundle'
import { asRunId, asStudyId } from '../../shared/domain/ids'
import { callersFolder } from '../data-dir-here'
import { writeExportFiles } from '../services/exports'
import { describeBundle, readBundle } from '../services/bundles/read-bundle'
import { reasonOf } from '../services/file-reasons'
import type { Lab } from '../services/lab'
import { verifyBundle, type VerifyOptions } from './bundle-verify'
import { nameList, wholeBetween } from './options'
import { dataDirOption, readLab, withLab, type LabOptions } from './with-lab'

interface MakeOptions extends LabOptions {
  readonly runs?: readonly string[]
  readonly out: string
  readonly json?: true
}

/** `cooldown bundle`: one file with all that runs were made of, and what came of them. */
export function addBundle(program: Command): void {
  const bundle = program
    .command('bundle')
    .description('hand runs on in one file that proves itself by training them again')
  bundle
    .command('make [studies...]')
    .description('put studies, or single runs, into a file with recipes, seeds and series')
    .option('--runs <ids>', 'these runs, of any studies', nameList)
    .option('--out <folder>', 'where to write', '.')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action((studies: string[], options: MakeOptions) =>
      readLab(options, (lab) => make(lab, studies, options)),
    )
  bundle
    .command('show <file>')
    .description('say what a bundle holds, after checking every byte of it')
    .option('--json', 'print one line of JSON')
    .action(async (file: string, { json }: { json?: true }) => {
      const described = describeBundle(readBundle(await readBundleFile(file)))
      process.stdout.write(json ? `${JSON.stringify(described)}\n` : shown(described))
    })
  bundle
    .command('add <file>')
    .description('add its studies and runs to the history, over nothing that is there')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action((file: string, options: LabOptions & { json?: true }) => add(file, options))
  bundle
    .command('verify <file>')
    .description('train its runs again and report the largest deviation of every metric')
    .option('--runs <n>', 'only the first so many', wholeBetween(1, 10_000))
    .option('--parallel <n>', 'trainers at once', wholeBetween(1, 64))
    .option('--json', 'print one line of JSON per epoch and one for the result')
    .action(async (file: string, options: VerifyOptions) =>
      verifyBundle(await readBundleFile(file), options),
    )
}

async function readBundleFile(file: string): Promise<Buffer> {
  const path = resolve(callersFolder(), file)
  return readFile(path).catch((error: unknown) => {
    throw new LabError('bad-input', `${file} cannot be read: ${reasonOf(error)}.`, { cause: error })
  })
}

async function make(lab: Lab, studies: string[], { runs, out, json }: MakeOptions): Promise<void> {
  if (studies.length === 0 && !runs) {
    throw new LabError('bad-input', 'Say which studies, or which runs with --runs.')
  }
  const file = await lab.services.bundles.make({
    studyIds: studies.map(asStudyId),
    runIds: (runs ?? []).map(asRunId),
  })
  await writeExportFiles(resolve(callersFolder(), out), [file])
  const { id, runs: held } = describeBundle(readBundle(file.bytes))
  const { fileName } = file
  const told = { event: 'bundled', folder: out, file: fileName, id, runs: held.length }
  process.stdout.write(
    json ? `${JSON.stringify(told)}\n` : `${fileName}: ${held.length} runs, ${id} (${out})\n`,
  )
}

async function add(file: string, options: LabOptions & { json?: true }): Promise<void> {
  const bytes = await readBundleFile(file)
  const added = await withLab(options, 'command line', (lab) => lab.services.bundles.add({ bytes }))
  const studies = added.histories.map(({ study, runs }) => ({ study: study.id, runs: runs.length }))
  if (options.json) {
    const told = { event: 'added', file: basename(file), studies, renamed: added.renamed }
    process.stdout.write(`${JSON.stringify(told)}\n`)
    return
  }
  for (const { study, runs } of studies) process.stdout.write(`${study}: ${runs} runs\n`)
  for (const { from, to } of added.renamed) {
    process.stdout.write(`${from} was taken, so it is ${to} here\n`)
  }
}

const shownHash = 16

function shown({ id, appVersion, machine, data, studies, runs }: BundleDescription): string {
  const table = new Table({
    head: ['run', 'trial', 'seed', 'status', 'epochs', 'weights'],
    style: { head: [], border: [] },
  })
  for (const run of runs) {
    const epochs = `${run.epochsDone}/${run.totalEpochs}`
    const weights = run.weightsSha256?.slice(0, shownHash) ?? '-'
    table.push([run.id, run.trialId, run.seed, run.status, epochs, weights])
  }
  return [
    `Bundle ${id}, sound`,
    `Made by Cooldown ${appVersion} with ${machine.engine}`,
    `On ${machine.processor}, ${machine.cores} cores, ${machine.operatingSystem}, Node ${machine.nodeVersion}`,
    `Data: ${data.name}, SHA-256 ${data.sha256 ?? 'not known'}`,
    ...studies.map((study) => `${study.name} (${study.id})`),
    table.toString(),
  ]
    .map((line) => `${line}\n`)
    .join('')
}
