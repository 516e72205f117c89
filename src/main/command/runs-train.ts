import type { Command } from 'commander'
import { recipeChanges } from '../../shared/contract/recipe-changes'
import { asRunId } from '../../shared/domain/ids'
import type { RecipeChanges } from '../../shared/domain/recipe-changes'
import type { RunRecord } from '../../shared/domain/run'
import type { Lab } from '../services/lab'
import { followRuns, historyOf, reportOn } from './follow-runs'
import { wholeBetween } from './options'
import { readChecked } from './recipe-input'
import { createReporter } from './reporters'
import { dataDirOption, withLab, type LabOptions } from './with-lab'

interface TrainOptions extends LabOptions {
  readonly json?: true
}

interface ForkOptions extends TrainOptions {
  readonly epochs: number
  readonly changes?: string
  readonly name?: string
}

const jsonOption = ['--json', 'print one line of JSON per epoch and one for the study'] as const

/** `cooldown runs resume` and `cooldown runs fork`: they train until the run is over. */
export function addTraining(runs: Command): void {
  runs
    .command('resume <run>')
    .description('go on with a run that was interrupted, stopped or failed, from its checkpoint')
    .option(...dataDirOption)
    .option(...jsonOption)
    .action((id: string, options: TrainOptions) =>
      train(options, (lab) => lab.services.runs.resume({ runId: asRunId(id) })),
    )
  runs
    .command('fork <run>')
    .description('train a new run from a checkpoint of another, under a changed recipe')
    .requiredOption('--epochs <n>', 'finished epochs of the checkpoint', wholeBetween(1, 10_000))
    .option('--changes <file>', 'JSON with the fields of the recipe that change; - for a pipe')
    .option('--name <text>', "name of the new trial (default: made from the run's)")
    .option(...dataDirOption)
    .option(...jsonOption)
    .action(async (id: string, options: ForkOptions) => {
      const { epochs, name } = options
      const changes: RecipeChanges =
        options.changes === undefined ? {} : await readChecked(options.changes, recipeChanges)
      const order = { runId: asRunId(id), epochs, name, changes }
      await train(options, (lab) => lab.services.runs.fork(order))
    })
}

const train = (options: TrainOptions, begin: (lab: Lab) => Promise<RunRecord>) =>
  withLab(options, 'command line', async (lab) => {
    const reporter = createReporter(options.json === true)
    const beginAndTell = async () => {
      const { id, studyId } = await begin(lab)
      const followed = { studyId, runIds: [id] }
      const { study, runs } = await historyOf(lab, followed)
      const trials = study.trials.filter((trial) => runs.some((run) => run.trialId === trial.id))
      reporter.started({ study: { ...study, trials }, runs })
      reportOn(lab, reporter)
      return followed
    }
    const history = await followRuns(lab, reporter, beginAndTell, async ({ runIds }) => {
      for (const runId of runIds) await lab.services.runs.stop({ runId })
    })
    reporter.ended(history, undefined)
  })
