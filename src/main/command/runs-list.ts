import type { Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import { comparedRuns } from '../../shared/domain/compare/compared-runs'
import type { RunRecord } from '../../shared/domain/run'
import { marksOf } from '../../shared/domain/run-marks'
import { latestAttempts, type StudyHistory } from '../../shared/domain/study'
import type { Lab } from '../services/lab'
import { summaryTable } from './summary-table'
import { runsWhere } from './where'
import { dataDirOption, readLab, type LabOptions } from './with-lab'

interface ListOptions extends LabOptions {
  readonly study?: string
  readonly where?: string
  readonly json?: true
}

/** `cooldown runs list`: the history, all of it or what an expression holds for. */
export function addList(runs: Command): void {
  runs
    .command('list')
    .description('list studies and their runs, newest first')
    .option('--study <id>', 'only this study')
    .option('--where <expression>', 'only latest attempts that it holds for, such as "seed == 1"')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON per run')
    .action((options: ListOptions) => readLab(options, (lab) => list(lab, options)))
}

async function chosenStudies({ services }: Lab, id: string | undefined) {
  const all = await services.studies.list({})
  const chosen = id === undefined ? all : all.filter(({ study }) => study.id === id)
  if (id !== undefined && chosen.length === 0) {
    throw new LabError('not-found', `There is no study "${id}"; "cooldown runs list" names them.`)
  }
  return chosen
}

/** The studies with those of their runs that the expression holds for, studies without any left out. */
async function matching(
  lab: Lab,
  histories: readonly StudyHistory[],
  where: string,
): Promise<readonly StudyHistory[]> {
  const found = await runsWhere(lab, comparedRuns(histories), where)
  const ids = new Set(found.map(({ run }) => run.id))
  return histories
    .map(({ study, runs }) => ({ study, runs: runs.filter(({ id }) => ids.has(id)) }))
    .filter(({ runs }) => runs.length > 0)
}

async function list(lab: Lab, { study, where, json }: ListOptions): Promise<void> {
  const all = await chosenStudies(lab, study)
  const chosen = where === undefined ? all : await matching(lab, all, where)
  if (json) {
    for (const run of chosen.flatMap(({ runs }) => runs)) {
      process.stdout.write(`${JSON.stringify(run)}\n`)
    }
    return
  }
  if (chosen.length === 0) process.stdout.write(nothingToList(all.length, where))
  for (const history of chosen) process.stdout.write(describeStudy(history))
}

const nothingToList = (studies: number, where: string | undefined) =>
  studies === 0 || where === undefined
    ? 'No studies yet. "cooldown study run article" makes one.\n'
    : `No run matches: ${where}\n`

function describeStudy(history: StudyHistory): string {
  const { study } = history
  const ids = latestAttempts(history).map((run) => `  ${run.id}${marksText(run)}\n`)
  return `${study.name} (${study.id})\n${summaryTable(history)}\n${ids.join('')}\n`
}

/** What is noted on a run, on the line of its id. */
export function marksText(run: RunRecord): string {
  const { name, tags, note, archived } = marksOf(run)
  const parts = [
    ...(name === undefined ? [] : [JSON.stringify(name)]),
    ...tags.map((tag) => `#${tag}`),
    ...(archived ? ['archived'] : []),
    ...(note === '' ? [] : [`note: ${note.split('\n')[0] ?? ''}`]),
  ]
  return parts.length === 0 ? '' : `  ${parts.join('  ')}`
}
