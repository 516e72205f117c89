import { LabError } from '../../shared/contract/errors'
import type { ComparedRun } from '../../shared/domain/compare/compared-run'
import { compileFilter, FilterError } from '../../shared/domain/compare/filter'

/** A filter of the command line as a test; `bad-input` shows where an expression goes wrong. */
export function compiledFilter(text: string): (run: ComparedRun) => boolean {
  try {
    return compileFilter(text)
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    const mark = `${' '.repeat(error.from)}^`
    throw new LabError('bad-input', `${error.message}\n  ${text}\n  ${mark}`, { cause: error })
  }
}
