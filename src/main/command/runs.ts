import type { Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import { asRunId, type RunId } from '../../shared/domain/ids'
import { modelSummaryText } from '../../shared/domain/model-summary'
import { latestAttempts, type StudyHistory } from '../../shared/domain/study'
import type { Lab } from '../services/lab'
import { exportStudy } from './export-study'
import { nameList } from './options'
import { summaryTable } from './summary-table'
import { dataDirOption, readLab, type LabOptions } from './with-lab'

interface Choice extends LabOptions {
  readonly study?: string
  readonly json?: true
}

interface ExportOptions extends Choice {
  readonly runs?: readonly string[]
  readonly out: string
}

const studyOption = ['--study <id>', 'only this study (export: default the newest)'] as const

/** `cooldown runs list|show|export`: the history, without changing it. */
export function addRuns(program: Command): void {
  const runs = program.command('runs').description('look into the history and take results out')
  runs
    .command('list')
    .description('list studies and their runs, newest first')
    .option(...studyOption)
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON per run')
    .action((options: Choice) => readLab(options, (lab) => list(lab, options)))
  runs
    .command('show <run>')
    .description('show one run: its recipe, epochs, outcome and log')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action((id: string, options: Choice) => readLab(options, (lab) => show(lab, id, options)))
  runs
    .command('export')
    .description('write epochs.csv, wide.csv, summary.csv and three PNGs of a study')
    .requiredOption('--out <folder>', 'where to write')
    .option(...studyOption)
    .option('--runs <ids>', 'only these runs of the study', nameList)
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action((options: ExportOptions) => readLab(options, (lab) => exportRuns(lab, options)))
}

async function chosenStudies({ services }: Lab, id: string | undefined) {
  const all = await services.studies.list({})
  const chosen = id === undefined ? all : all.filter(({ study }) => study.id === id)
  if (id !== undefined && chosen.length === 0) {
    throw new LabError('not-found', `There is no study "${id}"; "cooldown runs list" names them.`)
  }
  return chosen
}

async function list(lab: Lab, { study, json }: Choice): Promise<void> {
  const chosen = await chosenStudies(lab, study)
  if (json) {
    for (const run of chosen.flatMap(({ runs }) => runs)) {
      process.stdout.write(`${JSON.stringify(run)}\n`)
    }
    return
  }
  if (chosen.length === 0) {
    process.stdout.write('No studies yet. "cooldown study run article" makes one.\n')
  }
  for (const history of chosen) process.stdout.write(describeStudy(history))
}

function describeStudy(history: StudyHistory): string {
  const { study } = history
  const ids = latestAttempts(history).map((run) => `  ${run.id}\n`)
  return `${study.name} (${study.id})\n${summaryTable(history)}\n${ids.join('')}\n`
}

async function show({ services }: Lab, id: string, { json }: Choice): Promise<void> {
  const all = await services.studies.list({})
  const found = all.flatMap(({ study, runs }) =>
    runs.filter((run) => run.id === id).map((run) => ({ study, run })),
  )[0]
  if (!found) {
    throw new LabError('not-found', `There is no run "${id}"; "cooldown runs list" names them.`)
  }
  const { study, run } = found
  const runId: RunId = asRunId(id)
  const [series] = await services.runs.epochs({ runIds: [runId] })
  const { lines } = await services.runs.log({ runId })
  const trial = study.trials.find((each) => each.id === run.trialId)
  if (json) {
    const shown = { run, trial, epochs: series?.rows ?? [], log: lines }
    process.stdout.write(`${JSON.stringify(shown)}\n`)
    return
  }
  const model = trial ? `${modelSummaryText(trial.recipe.model)}\n` : ''
  process.stdout.write(
    `${run.id}: ${run.status}${run.outcome === null ? '' : `. ${run.outcome}`}\n` +
      `${JSON.stringify(trial?.recipe, null, 2)}\n${model}${lines.map((line) => `${line}\n`).join('')}`,
  )
}

async function exportRuns(lab: Lab, { study, runs, out, json }: ExportOptions): Promise<void> {
  const [history] = await chosenStudies(lab, study)
  if (!history) throw new LabError('not-found', 'There is no study to export yet.')
  await exportStudy(lab, history.study.id, out, runs?.map(asRunId))
  const written = { event: 'exported', study: history.study.id, folder: out }
  process.stdout.write(
    json ? `${JSON.stringify(written)}\n` : `Tables and pictures of ${history.study.id}: ${out}\n`,
  )
}
