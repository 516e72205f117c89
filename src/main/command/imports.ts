import type { Command } from 'commander'
import type { ImportedInfo } from '../../shared/domain/compare/compared-run'
import type { Lab } from '../services/lab'
import { filesToImport } from './import-files'
import { nameList } from './options'
import { dataDirOption, readLab, withLab, type LabOptions } from './with-lab'

interface ImportOptions extends LabOptions {
  readonly tags?: readonly string[]
  readonly json?: true
}

/** `cooldown imports`: curves from elsewhere, to be laid over runs. */
export function addImports(program: Command): void {
  const imports = program
    .command('imports')
    .description('curves of other programs, to be laid over runs')
  imports
    .command('add <files...>')
    .description('keep the curves in CSV, JSON or TensorBoard event files, or in folders of them')
    .option('--tags <names>', 'tags for all of them', nameList)
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON per run and notice')
    .action(async (paths: readonly string[], options: ImportOptions) => {
      const files = await filesToImport(paths)
      await withLab(options, 'command line', (lab) => add(lab, files, options))
    })
  imports
    .command('list')
    .description('list them, the latest first')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON per run')
    .action((options: ImportOptions) => readLab(options, (lab) => list(lab, options)))
  imports
    .command('remove <ids...>')
    .description('delete some of them for good')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action((ids: readonly string[], options: ImportOptions) =>
      withLab(options, 'command line', (lab) => remove(lab, ids, options)),
    )
}

function describe({ id, name, source, points, metrics, tags }: ImportedInfo): string {
  const tagged = tags.map((tag) => `  #${tag}`).join('')
  const count = `${points} ${points === 1 ? 'point' : 'points'}`
  return `${id}  ${name}  (${source})  ${count}: ${metrics.join(', ')}${tagged}\n`
}

async function add(
  { services }: Lab,
  files: Awaited<ReturnType<typeof filesToImport>>,
  { tags = [], json }: ImportOptions,
): Promise<void> {
  const { imports, notices } = await services.imports.add({ files, tags: [...tags] })
  for (const info of imports) {
    process.stdout.write(
      json ? `${JSON.stringify({ event: 'imported', ...info })}\n` : describe(info),
    )
  }
  for (const notice of notices) {
    process.stdout.write(
      json ? `${JSON.stringify({ event: 'notice', message: notice })}\n` : `  ${notice}\n`,
    )
  }
}

async function list({ services }: Lab, { json }: ImportOptions): Promise<void> {
  const all = await services.imports.list({})
  if (all.length === 0 && !json) {
    process.stdout.write('No imported curves yet. "cooldown imports add <file>" adds some.\n')
  }
  for (const info of all) process.stdout.write(json ? `${JSON.stringify(info)}\n` : describe(info))
}

async function remove(
  { services }: Lab,
  ids: readonly string[],
  { json }: ImportOptions,
): Promise<void> {
  await services.imports.remove({ importIds: [...ids] })
  process.stdout.write(
    json
      ? `${JSON.stringify({ event: 'removed', imports: ids })}\n`
      : `Removed ${ids.join(', ')}.\n`,
  )
}
