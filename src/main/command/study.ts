import type { Command } from 'commander'
import { studyTemplates } from '../../shared/domain/article'
import { asTrialId, type StudyId } from '../../shared/domain/ids'
import { isFinal } from '../../shared/domain/run'
import { latestAttempts, type StudyHistory } from '../../shared/domain/study'
import type { Lab } from '../services/lab'
import { exportStudy } from './export-study'
import { untilInterrupted } from './interruption'
import { nameList, seedList, wholeBetween } from './options'
import { createReporter } from './reporters'
import { dataDirOption, withLab, type LabOptions } from './with-lab'

interface RunOptions extends LabOptions {
  readonly epochs?: number
  readonly trials?: readonly string[]
  readonly seeds: readonly number[]
  readonly out?: string
  readonly json?: true
}

const exitIncomplete = 3
const exitInterrupted = 130

/** `cooldown study run` and `cooldown study templates`. */
export function addStudy(program: Command): void {
  const study = program.command('study').description('run a study from its template')
  study
    .command('run <template>')
    .description('train every trial of a study, such as "article", and keep its runs')
    .option('--epochs <n>', 'length of every run', wholeBetween(1, 10_000))
    .option('--trials <names>', 'only these trials, such as linear,step', nameList)
    .option('--seeds <list>', 'seeds, such as 1,2,5-8', seedList, [1])
    .option('--parallel <n>', 'trainers at once', wholeBetween(1, 64))
    .option('--out <folder>', 'write epochs.csv, wide.csv, summary.csv and three PNGs there')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON per epoch and one for the study')
    .action((template: string, options: RunOptions) =>
      withLab(options, 'command line', (lab) => runStudy(lab, template, options)),
    )
  study
    .command('templates')
    .description('list the templates and their trials')
    .option('--json', 'print one line of JSON')
    .action(({ json }: { json?: true }) => {
      process.stdout.write(json ? `${JSON.stringify(studyTemplates)}\n` : describeTemplates())
    })
}

function describeTemplates(): string {
  return studyTemplates
    .flatMap(({ id, name, trials }) => [
      `${id}: ${name}`,
      ...trials.map((trial) => `  ${trial.id.padEnd(20)}${trial.name}`),
    ])
    .map((line) => `${line}\n`)
    .join('')
}

async function runStudy(lab: Lab, template: string, options: RunOptions): Promise<void> {
  const { epochs, trials, seeds, out, json } = options
  const reporter = createReporter(json === true)
  const interruption = untilInterrupted()
  lab.on('runsAdvanced', (advanced) => reporter.advanced(advanced))
  lab.on('runsChanged', ({ runs }) => reporter.changed(runs))
  lab.on('studyChanged', (history) => reporter.started(history))
  const { study } = await lab.services.studies.create({
    templateId: template,
    totalEpochs: epochs,
    trialIds: trials?.map(asTrialId),
    seeds: [...seeds],
  })
  void interruption.signal.then(() => {
    reporter.interrupted()
    return lab.services.studies.stop({ studyId: study.id })
  })
  await untilOver(lab, study.id)
  interruption.forget()
  const history = await lab.services.studies.get({ studyId: study.id })
  if (out !== undefined) await exportStudy(lab, study.id, out)
  reporter.ended(history, out)
  process.exitCode = exitCode(history)
}

/** Resolves when every latest attempt of the study is in a final state. */
async function untilOver(lab: Lab, studyId: StudyId): Promise<void> {
  const over = async () =>
    latestAttempts(await lab.services.studies.get({ studyId })).every((run) => isFinal(run.status))
  if (await over()) return
  await new Promise<void>((resolve, reject) => {
    const stop = lab.on('runsChanged', () => {
      over().then((isOver) => {
        if (!isOver) return
        stop()
        resolve()
      }, reject)
    })
  })
}

function exitCode(history: StudyHistory): number {
  const statuses = latestAttempts(history).map((run) => run.status)
  if (statuses.includes('stopped')) return exitInterrupted
  return statuses.every((status) => status === 'completed' || status === 'diverged')
    ? 0
    : exitIncomplete
}
