import { nearestName } from '../../schedule/nearest'
import type { FieldType, RunField } from '../field'
import { fieldNamed, knownFieldNames } from '../run-fields'
import type { Expression, Operator } from './expression'
import { FilterError } from './filter-error'
import { operandOf, takeOperand, typeNames } from './parse-operand'
import { checkPattern } from './pattern'
import { isKeyword, unexpected, type Tokens } from './token-reader'
import type { Token } from './tokens'

/** What a type of field may be asked. */
const operatorsOf: Readonly<Record<FieldType, readonly Operator[]>> = {
  number: ['==', '!=', '<', '<=', '>', '>='],
  time: ['==', '!=', '<', '<=', '>', '>='],
  text: ['==', '!=', 'contains', 'matches'],
  list: ['==', '!=', 'contains', 'matches'],
  flag: ['==', '!='],
}

const kindNames: Readonly<Record<FieldType, string>> = {
  number: 'a number',
  time: 'a time',
  text: 'a text',
  list: 'a list of words',
  flag: 'true or false',
}

function fieldOf(token: Token): RunField {
  const field = token.kind === 'word' && !isKeyword(token) ? fieldNamed(token.value) : null
  if (field) return field
  if (token.kind !== 'word' || isKeyword(token)) throw unexpected(token, 'the name of a field')
  const nearest = nearestName(token.value, knownFieldNames)
  const message = `there is no field ${token.written}; did you mean ${nearest}?`
  throw new FilterError(message, token.from, token.to)
}

function takeList(tokens: Tokens, field: RunField): Expression {
  tokens.expect('open', `( after ${field.name} in`)
  const operands = [takeOperand(tokens, field, 'in (')]
  while (tokens.peek().kind === 'comma') {
    tokens.take()
    operands.push(takeOperand(tokens, field, 'in ( ... ,'))
  }
  tokens.expect('close', ', or ) after the values')
  return { kind: 'in', field: field.name, operands }
}

function takeComparison(tokens: Tokens, field: RunField): Expression {
  const token = tokens.take()
  const written = token.value.toLowerCase()
  const operator = operatorsOf[field.type].find((each) => each === written)
  if (!operator) {
    const may = [...operatorsOf[field.type], 'in', 'is missing'].join(', ')
    throw new FilterError(
      `${field.name} is ${kindNames[field.type]}; expected one of ${may}, found ${token.written}`,
      token.from,
      token.to,
    )
  }
  const at = tokens.peek()
  const operand = takeOperand(tokens, field, operator)
  if (operator === 'matches' && operand.kind === 'text') checkPattern(operand.value, at)
  return { kind: 'compare', field: field.name, operator, operand }
}

const isOperator = (tokens: Tokens, ahead: number): boolean =>
  tokens.peek(ahead).kind === 'operator' ||
  tokens.isWord('contains', ahead) ||
  tokens.isWord('matches', ahead) ||
  tokens.isWord('in', ahead)

/** Everything that can follow a field; null where a word is not followed by any of it. */
function takeAsked(tokens: Tokens): Expression | null {
  const isAsked =
    isOperator(tokens, 1) ||
    (tokens.isWord('not', 1) && isOperator(tokens, 2)) ||
    (tokens.isWord('is', 1) && !isOperator(tokens, 2))
  if (!isAsked) return null
  const field = fieldOf(tokens.take())
  if (tokens.takeWord('is')) return takeIs(tokens, field)
  if (tokens.takeWord('not')) return { kind: 'not', item: takeRelation(tokens, field) }
  return takeRelation(tokens, field)
}

const takeRelation = (tokens: Tokens, field: RunField): Expression =>
  tokens.takeWord('in') ? takeList(tokens, field) : takeComparison(tokens, field)

function takeIs(tokens: Tokens, { name }: RunField): Expression {
  const isNot = tokens.takeWord('not')
  const missing: Expression = { kind: 'missing', field: name }
  if (tokens.takeWord('missing')) return isNot ? { kind: 'not', item: missing } : missing
  if (tokens.takeWord('known')) return isNot ? missing : { kind: 'not', item: missing }
  throw unexpected(tokens.peek(), `missing or known after ${name} is`)
}

const mirrored: Readonly<Record<string, Operator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/** `0.85 < valAccuracy`. */
function takeMirrored(tokens: Tokens): Expression {
  const literal = tokens.take()
  const operator = mirrored[tokens.take().value]
  const field = fieldOf(tokens.take())
  const operand = operandOf(field.type, literal)
  if (!operand || !operator || !operatorsOf[field.type].includes(operator)) {
    throw unexpected(literal, `${typeNames[field.type]} before ${field.name}`)
  }
  return { kind: 'compare', field: field.name, operator, operand }
}

/** A comparison, a flag, or words to search for. */
export function takeTerm(tokens: Tokens): Expression {
  const token = tokens.peek()
  if (token.kind === 'number' || token.kind === 'text') {
    if (tokens.peek(1).kind === 'operator') return takeMirrored(tokens)
    return { kind: 'search', text: tokens.take().value }
  }
  const what = 'a field, a word to search for, not, or ('
  if (token.kind !== 'word' || isKeyword(token)) throw unexpected(token, what)
  const asked = takeAsked(tokens)
  if (asked) return asked
  tokens.take()
  const field = fieldNamed(token.value)
  if (field?.type === 'flag') return { kind: 'flag', field: field.name }
  if (!field || field.name !== token.value) return { kind: 'search', text: token.value }
  const may = [...operatorsOf[field.type], 'in', 'is missing'].join(', ')
  throw new FilterError(
    `expected one of ${may} after ${token.written}; to search for the word, put it in quotes`,
    tokens.peek().from,
    tokens.peek().to,
  )
}
