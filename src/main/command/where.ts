import { LabError } from '../../shared/contract/errors'
import type { ComparedRun } from '../../shared/domain/compare/compared-run'
import { compileFilter, FilterError, filterNeedsRows } from '../../shared/domain/compare/filter'
import type { Lab } from '../services/lab'

/** The runs that an expression holds for; `bad-input` shows where it goes wrong. */
export async function runsWhere(
  lab: Lab,
  runs: readonly ComparedRun[],
  text: string,
): Promise<readonly ComparedRun[]> {
  if (!told(text, () => filterNeedsRows(text)))
    return runs.filter(told(text, () => compileFilter(text)))
  const series = await lab.services.runs.epochs({ runIds: runs.map(({ run }) => run.id) })
  const rows = new Map(series.map((each) => [each.runId, each.rows]))
  return runs.filter(told(text, () => compileFilter(text, (runId) => rows.get(runId))))
}

/** What reading an expression gives; its fault as a person at a terminal sees it. */
function told<Result>(text: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    const mark = `${' '.repeat(error.from)}^`
    throw new LabError('bad-input', `${error.message}\n  ${text}\n  ${mark}`)
  }
}
