import type { Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import { latestAttempts, type StudyHistory } from '../../shared/domain/study'
import type { Lab } from '../services/lab'
import { addExport } from './runs-export'
import { findRun, showRun } from './runs-show'
import { addTraining } from './runs-train'
import { summaryTable } from './summary-table'
import { dataDirOption, readLab, type LabOptions } from './with-lab'

interface Choice extends LabOptions {
  readonly study?: string
  readonly json?: true
}

const studyOption = ['--study <id>', 'only this study'] as const

/** `cooldown runs`: the history, and going on with what is in it. */
export function addRuns(program: Command): void {
  const runs = program
    .command('runs')
    .description('look into the history, take results out, go on with runs')
  runs
    .command('list')
    .description('list studies and their runs, newest first')
    .option(...studyOption)
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON per run')
    .action((options: Choice) => readLab(options, (lab) => list(lab, options)))
  runs
    .command('show <run>')
    .description('show one run: recipe, outcome, weights, classes, forks and log')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action((id: string, options: Choice) =>
      readLab(options, (lab) => showRun(lab, id, options.json === true)),
    )
  runs
    .command('checkpoints <run>')
    .description('list the checkpoints that are kept of a run, oldest first')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON per checkpoint')
    .action((id: string, options: Choice) =>
      readLab(options, (lab) => listCheckpoints(lab, id, options)),
    )
  addTraining(runs)
  addExport(runs)
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

async function listCheckpoints(lab: Lab, id: string, { json }: Choice): Promise<void> {
  const { run } = await findRun(lab, id)
  const kept = await lab.services.runs.checkpoints({ runId: run.id })
  const best = run.summary && run.summary.bestEpoch + 1
  for (const { epochs, step } of kept) {
    const isBest = step === 0 && epochs === best
    const within = step === 0 ? '' : `, step ${step} of the next one`
    const told = { event: 'checkpoint', run: run.id, epochs, step, best: isBest }
    process.stdout.write(
      json
        ? `${JSON.stringify(told)}\n`
        : `after epoch ${epochs}${within}${isBest ? ' (the best)' : ''}\n`,
    )
  }
  if (kept.length === 0 && !json) process.stdout.write(`The run ${run.id} keeps no checkpoint.\n`)
}
