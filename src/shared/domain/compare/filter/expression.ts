/** What a field is compared with. Text of a time field is a date. */
export type Operand =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'field'; readonly name: string }

export const comparisons = ['==', '!=', '<', '<=', '>', '>='] as const
export const wordOperators = ['contains', 'matches'] as const
export type Comparison = (typeof comparisons)[number]
export type Operator = Comparison | (typeof wordOperators)[number]

/** A filter that was read. `and` and `or` have two items at least, none of their own kind. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly items: readonly Expression[] }
  | { readonly kind: 'not'; readonly item: Expression }
  /** The text occurs in the run's name, study, trial, tags or note. */
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'flag'; readonly field: string }
  | { readonly kind: 'missing'; readonly field: string }
  | {
      readonly kind: 'compare'
      readonly field: string
      readonly operator: Operator
      readonly operand: Operand
    }
  | { readonly kind: 'in'; readonly field: string; readonly operands: readonly Operand[] }

/** Words that mean something, and are put in quotes to be searched for. */
export const keywords = ['and', 'or', 'not', 'in', 'is', 'missing', 'known', ...wordOperators]

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`

function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'number':
      return String(operand.value)
    case 'text':
      return quoted(operand.value)
    case 'flag':
      return String(operand.value)
    case 'field':
      return operand.name
  }
}

/** How tightly what is printed holds together. */
const tightness = (expression: Expression) =>
  expression.kind === 'or' ? 1 : expression.kind === 'and' ? 2 : 3

const inside = (expression: Expression, least: number) => {
  const printed = printExpression(expression)
  return tightness(expression) < least ? `(${printed})` : printed
}

/** The filter as text, which reads as the same expression again. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'or':
      return expression.items.map((item) => inside(item, 2)).join(' or ')
    case 'and':
      return expression.items.map((item) => inside(item, 3)).join(' and ')
    case 'not':
      return `not ${inside(expression.item, 3)}`
    case 'search':
      return quoted(expression.text)
    case 'flag':
      return expression.field
    case 'missing':
      return `${expression.field} is missing`
    case 'compare': {
      const { field, operator, operand } = expression
      return `${field} ${operator} ${printOperand(operand)}`
    }
    case 'in':
      return `${expression.field} in (${expression.operands.map(printOperand).join(', ')})`
  }
}
