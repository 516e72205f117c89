import type { Command } from 'commander'
import type { Lab } from '../services/lab'
import { addExport } from './runs-export'
import { addList } from './runs-list'
import { addMark } from './runs-mark'
import { findRun, showRun } from './runs-show'
import { addTraining } from './runs-train'
import { dataDirOption, readLab, type LabOptions } from './with-lab'

interface Choice extends LabOptions {
  readonly json?: true
}

/** `cooldown runs`: the history, and going on with what is in it. */
export function addRuns(program: Command): void {
  const runs = program
    .command('runs')
    .description('look into the history, take results out, go on with runs')
  addList(runs)
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
  addMark(runs)
  addTraining(runs)
  addExport(runs)
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
