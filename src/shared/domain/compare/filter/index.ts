import { noRows, type RowsOf } from '../metric-at'
import { fieldNamed } from '../run-fields'
import { testOf, type RunTest } from './evaluate'
import type { Expression } from './expression'
import { parseFilter } from './parse'

export { completionsAt, type Completion, type Completions } from './completions'
export { printExpression, type Expression } from './expression'
export { FilterError } from './filter-error'
export { longestFilter, parseFilter } from './parse'
export type { RunTest } from './evaluate'

/**
 * What a filter lets pass, such as `valAccuracy > 0.85 and optimizer == adam`; an empty one lets all
 * pass. Words alone are searched for in names, studies, trials, tags and notes. Text is compared
 * whatever its case. Throws FilterError with the place of what cannot be read.
 */
export function compileFilter(text: string, rowsOf: RowsOf = noRows): RunTest {
  const expression = parseFilter(text)
  return expression ? testOf(expression, rowsOf) : () => true
}

function fieldsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.items.flatMap(fieldsOf)
    case 'not':
      return fieldsOf(expression.item)
    case 'search':
      return []
    case 'flag':
    case 'missing':
      return [expression.field]
    case 'compare':
      return expression.operand.kind === 'field'
        ? [expression.field, expression.operand.name]
        : [expression.field]
    case 'in':
      return [expression.field]
  }
}

/** Names of the fields that a filter asks for. Throws FilterError. */
export function fieldsOfFilter(text: string): readonly string[] {
  const expression = parseFilter(text)
  return expression ? [...new Set(fieldsOf(expression))] : []
}

/** True when a filter asks for what only epochs tell, such as `valLoss@10`. Throws FilterError. */
export const filterNeedsRows = (text: string) =>
  fieldsOfFilter(text).some((name) => fieldNamed(name)?.needsRows)
