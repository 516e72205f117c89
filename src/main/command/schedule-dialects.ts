import type { Command } from 'commander'
import { dialectDifferences, dialectsOf } from '../../shared/domain/schedule/dialects'
import type { Dialect, Difference } from '../../shared/domain/schedule/dialects'
import { readJson, readSpecFile, tellingFile } from './schedule-files'
import { readMetricValues } from './schedule-input'
import { lengthOf, withLength, type LengthOptions } from './schedule-length'

interface DialectOptions extends LengthOptions {
  readonly spec: string
  readonly metricValues?: string
  readonly json?: true
}

/** `cooldown schedule dialects`: the same design in the words of each library. */
export function addScheduleDialects(schedule: Command): void {
  const dialects = schedule
    .command('dialects')
    .description('show where libraries give other rates for the same design, and why')
    .requiredOption('--spec <file>', 'the schedule as JSON; - reads standard input')
    .option(
      '--metric-values <file>',
      'a JSON array, one value an epoch, for one that reacts (default: an example)',
    )
    .option('--json', 'print one line of JSON')
  withLength(dialects).action(printDialects)
}

async function printDialects(options: DialectOptions): Promise<void> {
  const { spec: file, metricValues: metrics } = options
  const length = lengthOf(options)
  const spec = await readSpecFile(file)
  const dialects = tellingFile(file, () => dialectsOf(spec, length))
  const values = metrics === undefined ? undefined : await readJson(metrics)
  const differences = tellingFile(metrics ?? file, () =>
    dialectDifferences(dialects, length, values === undefined ? values : readMetricValues(values)),
  )
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ dialects, differences })}\n`
      : described(dialects, differences),
  )
}

/** More would scroll the dialects away; `--json` has them all. */
const mostShown = 20

function described(dialects: readonly Dialect[], differences: readonly Difference[]): string {
  if (dialects.length === 0) return 'No two libraries have this schedule: nothing to compare.\n'
  const lines = [
    ...dialects.flatMap(({ name, call, note }) => [`${name}: ${call}`, `  ${note}`]),
    '',
    ...differences.slice(0, mostShown).map(({ sentence }) => sentence),
    ...(differences.length > mostShown
      ? [`and ${differences.length - mostShown} stretches more; --json has them all`]
      : []),
    ...(differences.length === 0 ? ['They give the same rates in every step of this run.'] : []),
  ]
  return lines.map((line) => `${line}\n`).join('')
}
