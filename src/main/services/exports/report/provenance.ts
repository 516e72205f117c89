import type { RecipeFact } from '../../../../shared/domain/describe-recipe'
import { plural } from '../../../../shared/domain/format'
import type { Gathered } from '../gathered'
import type { ReportOrigin } from './report-content'

const different = (values: readonly (string | number | null | undefined)[]) =>
  [...new Set(values.filter((value) => value !== null && value !== undefined))].join('; ')

/** When the runs began and ended, as ISO 8601 tells it to the second. */
function span({ runs }: Gathered): string {
  const times = runs
    .flatMap(({ run }) => [run.startedAt, run.endedAt])
    .flatMap((time) => time ?? [])
    .sort()
  const [first, last] = [times[0], times.at(-1)]
  return first === undefined || last === undefined ? 'not yet' : `${first} to ${last}`
}

/** What a reader needs to train the same again and to see whether it is the same. */
export function provenance(
  gathered: Gathered,
  { appVersion, machine, data }: ReportOrigin,
): readonly RecipeFact[] {
  const { runs, imports } = gathered
  const hash = data.sha256 === null ? 'not at hand here' : `SHA-256 ${data.sha256}`
  const facts = [
    {
      label: 'Runs',
      value: `${plural(runs.length, 'run')} of ${plural(new Set(runs.map(({ study }) => study.id)).size, 'study', 'studies')}`,
    },
    { label: 'Seeds', value: different(runs.map(({ run }) => run.seed)) },
    { label: 'Trained', value: span(gathered) },
    { label: 'Trained by', value: different(runs.map(({ run }) => run.engine)) },
    { label: 'Data', value: `${data.name}, ${hash}` },
    { label: 'Written by', value: `Cooldown ${appVersion}, ${machine.engine}` },
    {
      label: 'On',
      value: `${machine.processor}, ${plural(machine.cores, 'core')}, ${machine.operatingSystem}, Node ${machine.nodeVersion}`,
    },
    {
      label: 'Imported',
      value: different(imports.map(({ name, source }) => `${name} (${source})`)),
    },
  ]
  return facts.filter(({ value }) => value !== '')
}
