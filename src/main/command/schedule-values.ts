import { Option, type Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import {
  compileSchedule,
  withMetrics,
  type CompiledSchedule,
  type RunLength,
} from '../../shared/domain/schedule'
import { wholeBetween } from './options'
import { answerBatch } from './schedule-batch'
import { readJson, readSpecFile, tellingFile } from './schedule-files'
import { readMetricValues, refuseReaction } from './schedule-input'
import { everyEpoch, everyStep, writeCsv, writeJson, writeLines } from './schedule-rates'

interface ValuesOptions {
  readonly spec?: string
  readonly epochs?: number
  readonly stepsPerEpoch?: number
  readonly perEpoch?: true
  readonly metricValues?: string
  readonly momentum?: true
  readonly json?: true
  readonly csv?: true
  readonly batch?: string
}

const most = 2 ** 31

/** `cooldown schedule values`: the rate of every step. */
export function addScheduleValues(schedule: Command): void {
  schedule
    .command('values')
    .description('print the learning rate of every step, with every digit')
    .option('--spec <file>', 'the schedule as JSON; - reads standard input')
    .option('--epochs <n>', 'epochs of the run', wholeBetween(1, most))
    .option('--steps-per-epoch <n>', 'optimizer steps of an epoch', wholeBetween(1, most))
    .option('--per-epoch', 'one rate an epoch, that of its first step')
    .option('--metric-values <file>', 'a JSON array, one value an epoch, for one that reacts')
    .option('--momentum', 'the momentum too, null where the schedule sets none')
    .addOption(new Option('--json', 'print {"rates": [...]}').conflicts('csv'))
    .option('--csv', 'print a table; steps and epochs are counted from 0')
    .addOption(
      new Option(
        '--batch <file>',
        'answer a JSON array of {name, spec, epochs, stepsPerEpoch, metricValues}, a line each',
      ).conflicts([
        'spec',
        'epochs',
        'stepsPerEpoch',
        'perEpoch',
        'metricValues',
        'momentum',
        'csv',
      ]),
    )
    .action((options: ValuesOptions) =>
      options.batch === undefined ? printValues(options) : answerBatch(options.batch),
    )
}

function needed<Value>(value: Value | undefined, option: string): Value {
  if (value !== undefined) return value
  throw new LabError('bad-input', `${option} is needed to say which rates are meant.`)
}

async function printValues(options: ValuesOptions): Promise<void> {
  const file = needed(options.spec, '--spec')
  const length: RunLength = {
    totalEpochs: needed(options.epochs, '--epochs'),
    stepsPerEpoch: needed(options.stepsPerEpoch, '--steps-per-epoch'),
  }
  const spec = await readSpecFile(file)
  const planned = tellingFile(file, () => compileSchedule(spec, length))
  const compiled = await toldMetrics(planned, options.metricValues)
  const perEpoch = options.perEpoch === true
  const moments = perEpoch ? everyEpoch(length) : everyStep(compiled)
  const momentum = options.momentum === true
  if (options.json) writeJson(compiled, moments, momentum)
  else if (options.csv) writeCsv(compiled, moments, { perEpoch, momentum })
  else writeLines(compiled, moments, momentum)
}

async function toldMetrics(planned: CompiledSchedule, file: string | undefined) {
  if (file === undefined) return refuseReaction(planned)
  const values = await readJson(file)
  return tellingFile(file, () => withMetrics(planned, readMetricValues(values)))
}
