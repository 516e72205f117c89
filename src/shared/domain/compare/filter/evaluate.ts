import { marksOf } from '../../run-marks'
import type { ComparedRun } from '../compared-run'
import type { FieldValue, RunField } from '../field'
import { noRows, type RowsOf } from '../metric-at'
import { fieldNamed } from '../run-fields'
import type { Comparison, Expression, Operand, Operator } from './expression'
import { compilePattern } from './pattern'
import { timeSpan, type TimeSpan } from './time-span'

/** Whether a run passes. */
export type RunTest = (run: ComparedRun) => boolean

type ValueTest = (value: FieldValue) => boolean

/** The field of a name that was found when the filter was read. */
const known = (name: string) => fieldNamed(name) as RunField

/** A value and the words that a table has for it: either may be written. */
function wordsOf({ format }: RunField, value: FieldValue): readonly string[] {
  if (value === null) return []
  if (Array.isArray(value)) return value.map((each) => String(each).toLowerCase())
  return [String(value).toLowerCase(), format(value).toLowerCase()]
}

function wordTest(field: RunField, operator: Operator, text: string): ValueTest {
  const wanted = text.toLowerCase()
  if (operator === 'contains') {
    return (value) => wordsOf(field, value).some((word) => word.includes(wanted))
  }
  if (operator === 'matches') {
    const finds = compilePattern(text)
    return (value) => wordsOf(field, value).some(finds)
  }
  return (value) => wordsOf(field, value).includes(wanted)
}

/** Of numbers, and of times: `low` to before `high` counts as one moment. */
function orderTest(operator: Comparison, low: number, high: number): ValueTest {
  const test = (is: (value: number) => boolean): ValueTest => {
    return (value) => typeof value === 'number' && is(value)
  }
  switch (operator) {
    case '==':
    case '!=':
      return low === high ? (value) => value === low : test((value) => value >= low && value < high)
    case '<':
      return test((value) => value < low)
    case '<=':
      return test((value) => (low === high ? value <= low : value < high))
    case '>':
      return test((value) => (low === high ? value > low : value >= high))
    case '>=':
      return test((value) => value >= low)
  }
}

type Value = Exclude<Operand, { readonly kind: 'field' }>

// Reading a filter lets only texts and lists be asked for words, and only times that are some pass.
const asComparison = (operator: Operator) => operator as Comparison
const asSpan = (text: string) => timeSpan(text) as TimeSpan

function valueTest(field: RunField, operator: Operator, operand: Value): ValueTest {
  switch (operand.kind) {
    case 'number':
      return orderTest(asComparison(operator), operand.value, operand.value)
    case 'flag':
      return (value) => value === operand.value
    case 'text': {
      if (field.type !== 'time') return wordTest(field, operator, operand.value)
      const { from, to } = asSpan(operand.value)
      return orderTest(asComparison(operator), from, to)
    }
  }
}

function compareTest(
  { field: name, operator, operand }: Extract<Expression, { kind: 'compare' }>,
  rowsOf: RowsOf,
): RunTest {
  const field = known(name)
  const isNot = operator === '!='
  if (operand.kind === 'field') {
    const other = known(operand.name)
    return (run) => {
      const [value, bound] = [field.read(run, rowsOf), other.read(run, rowsOf)]
      const holds =
        typeof bound === 'number' && orderTest(asComparison(operator), bound, bound)(value)
      return isNot ? !holds : holds
    }
  }
  const holds = valueTest(field, operator, operand)
  return isNot ? (run) => !holds(field.read(run, rowsOf)) : (run) => holds(field.read(run, rowsOf))
}

/** Where words are searched for. */
function searched({ name, study, trial, run }: ComparedRun): string {
  const { tags, note } = marksOf(run)
  return [name, study.name, trial.name, ...trial.tags, ...tags, note].join('\n').toLowerCase()
}

/** The test of a filter that was read. A comparison with nothing is false, so that `!=` is true of it. */
export function testOf(expression: Expression, rowsOf: RowsOf = noRows): RunTest {
  switch (expression.kind) {
    case 'and': {
      const tests = expression.items.map((item) => testOf(item, rowsOf))
      return (run) => tests.every((test) => test(run))
    }
    case 'or': {
      const tests = expression.items.map((item) => testOf(item, rowsOf))
      return (run) => tests.some((test) => test(run))
    }
    case 'not': {
      const test = testOf(expression.item, rowsOf)
      return (run) => !test(run)
    }
    case 'search': {
      const wanted = expression.text.toLowerCase()
      return (run) => searched(run).includes(wanted)
    }
    case 'flag': {
      const field = known(expression.field)
      return (run) => field.read(run, rowsOf) === true
    }
    case 'missing': {
      const field = known(expression.field)
      return (run) => isNothing(field.read(run, rowsOf))
    }
    case 'compare':
      return compareTest(expression, rowsOf)
    case 'in': {
      const field = known(expression.field)
      const tests = expression.operands.map((operand) =>
        compareTest({ kind: 'compare', field: field.name, operator: '==', operand }, rowsOf),
      )
      return (run) => tests.some((test) => test(run))
    }
  }
}

const isNothing = (value: FieldValue) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)
