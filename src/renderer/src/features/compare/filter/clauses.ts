import {
  FilterError,
  parseFilter,
  printExpression,
  type Expression,
} from '../../../../../shared/domain/compare/filter'
import { fieldNamed } from '../../../../../shared/domain/compare/run-fields'

/** The parts of a filter all of which must hold; none where it cannot be read. */
function clausesOf(filter: string): readonly Expression[] {
  try {
    const read = parseFilter(filter)
    if (!read) return []
    return read.kind === 'and' ? read.items : [read]
  } catch (error) {
    if (error instanceof FilterError) return []
    throw error
  }
}

const isField = (name: string, field: string) => fieldNamed(name)?.name === fieldNamed(field)?.name

/** The values that a clause such as `status == failed` or `status in (failed, stopped)` asks for. */
function valuesIn(clause: Expression, field: string): readonly string[] | null {
  if (clause.kind === 'compare' && clause.operator === '==' && isField(clause.field, field)) {
    return clause.operand.kind === 'text' ? [clause.operand.value] : null
  }
  if (clause.kind !== 'in' || !isField(clause.field, field)) return null
  const values = clause.operands.flatMap((operand) =>
    operand.kind === 'text' ? [operand.value] : [],
  )
  return values.length === clause.operands.length ? values : null
}

/** Values of a field that a filter asks for, one or the other; none where it is not as plain as that. */
export const askedValues = (filter: string, field: string): readonly string[] =>
  clausesOf(filter).flatMap((clause) => valuesIn(clause, field) ?? [])

function clauseFor(field: string, values: readonly string[]): Expression {
  const operands = values.map((value) => ({ kind: 'text', value }) as const)
  const [only, ...more] = operands
  return only && more.length === 0
    ? { kind: 'compare', field, operator: '==', operand: only }
    : { kind: 'in', field, operands }
}

/**
 * The same filter, asking for these values of the field and no others; without values it asks for
 * none in particular. A filter that cannot be read is replaced.
 */
export function withAsked(filter: string, field: string, values: readonly string[]): string {
  const others = clausesOf(filter).filter((clause) => valuesIn(clause, field) === null)
  const items = values.length === 0 ? others : [...others, clauseFor(field, values)]
  const [only, ...more] = items
  if (!only) return ''
  return printExpression(more.length === 0 ? only : { kind: 'and', items })
}
