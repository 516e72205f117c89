import type { Command } from 'commander'
import { markChanges } from '../../shared/contract/marks'
import { LabError } from '../../shared/contract/errors'
import { comparedRuns } from '../../shared/domain/compare/compared-runs'
import { asRunId, type RunId } from '../../shared/domain/ids'
import { markLimits, type MarkChanges } from '../../shared/domain/run-marks'
import type { Lab } from '../services/lab'
import { nameList, wholeBetween } from './options'
import { marksText } from './runs-list'
import { runsWhere } from './where'
import { dataDirOption, withLab, type LabOptions } from './with-lab'

interface MarkOptions extends LabOptions {
  readonly where?: string
  readonly tag?: readonly string[]
  readonly untag?: readonly string[]
  readonly note?: string
  /** False by `--no-name`. */
  readonly name?: string | false
  readonly colour?: number | false
  readonly archive?: boolean
  readonly json?: true
}

/** `cooldown runs mark`: notes something on runs. */
export function addMark(runs: Command): void {
  runs
    .command('mark [runs...]')
    .description('note something on runs: tags, a note, a name, a colour; or archive them')
    .option('--where <expression>', 'the runs that it holds for, instead of naming them')
    .option('--tag <names>', 'add tags, with commas between them', nameList)
    .option('--untag <names>', 'take tags away', nameList)
    .option('--note <text>', 'the note; "" takes it away')
    .option('--name <text>', 'what the run is called')
    .option('--no-name', 'call it as its study does')
    .option(
      '--colour <place>',
      'place in the palette, from 0',
      wholeBetween(0, markLimits.colours - 1),
    )
    .option('--no-colour', 'its own colour again')
    .option('--archive', 'out of comparisons unless they ask for it')
    .option('--no-archive', 'back from the archive')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON per run')
    .action((ids: readonly string[], options: MarkOptions) => {
      const changes = changesFrom(options)
      return withLab(options, 'command line', (lab) => mark(lab, ids, changes, options))
    })
}

/** What a `--no-...` option takes away. */
const orNull = <Value>(value: Value | false | undefined) => (value === false ? null : value)

function changesFrom(options: MarkOptions): MarkChanges {
  const { tag, untag, note, archive } = options
  const wished = {
    addTags: tag,
    removeTags: untag,
    note,
    name: orNull(options.name),
    colour: orNull(options.colour),
    archived: archive,
  }
  const given = Object.entries(wished).filter(([, value]) => value !== undefined)
  const changes = markChanges.safeParse(Object.fromEntries(given))
  if (changes.success) return changes.data
  const [issue] = changes.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new LabError('bad-input', `${field === '' ? 'The marks' : field}: ${issue?.message ?? ''}`)
}

async function chosenRuns(
  lab: Lab,
  ids: readonly string[],
  where: string | undefined,
): Promise<readonly RunId[]> {
  if (ids.length > 0 === (where !== undefined)) {
    throw new LabError('bad-input', 'Name the runs to mark, or say --where; one of both.')
  }
  if (where === undefined) return ids.map(asRunId)
  const histories = await lab.services.studies.list({})
  const found = await runsWhere(lab, comparedRuns(histories), where)
  if (found.length > 0) return found.map(({ run }) => run.id)
  throw new LabError('not-found', `No run matches: ${where}`)
}

async function mark(
  lab: Lab,
  ids: readonly string[],
  changes: MarkChanges,
  { where, json }: MarkOptions,
): Promise<void> {
  const runIds = [...(await chosenRuns(lab, ids, where))]
  for (const run of await lab.services.runs.mark({ runIds, changes })) {
    process.stdout.write(
      json
        ? `${JSON.stringify({ event: 'marked', run: run.id, marks: run.marks })}\n`
        : `${run.id}${marksText(run)}\n`,
    )
  }
}
