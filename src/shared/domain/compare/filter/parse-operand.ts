import type { FieldType, RunField } from '../field'
import { fieldNamed } from '../run-fields'
import type { Operand } from './expression'
import { timeSpan } from './time-span'
import { isKeyword, unexpected, type Tokens } from './token-reader'
import type { Token } from './tokens'

/** What a field of a type is compared with. */
export const typeNames: Readonly<Record<FieldType, string>> = {
  number: 'a number',
  time: 'a date such as 2026-11-24',
  text: 'a text',
  list: 'a word',
  flag: 'yes or no',
}

const flags: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false }

function numberOf(written: string): number {
  const isShare = written.endsWith('%')
  const value = Number(isShare ? written.slice(0, -1) : written)
  // 85 / 100 is the double nearest to 0.85; 85 * 0.01 is not.
  return isShare ? value / 100 : value
}

function numberOperand(token: Token): Operand | null {
  if (token.kind === 'number') {
    const value = numberOf(token.written)
    return Number.isFinite(value) ? { kind: 'number', value } : null
  }
  if (token.kind !== 'word' || isKeyword(token)) return null
  const other = fieldNamed(token.value)
  return other?.type === 'number' ? { kind: 'field', name: other.name } : null
}

function timeOperand(token: Token): Operand | null {
  if (timeSpan(token.value)) return { kind: 'text', value: token.value }
  if (token.kind !== 'word' || isKeyword(token)) return null
  const other = fieldNamed(token.value)
  return other?.type === 'time' ? { kind: 'field', name: other.name } : null
}

/** What a token is to a field of a type; null where it is nothing to it. */
export function operandOf(type: FieldType, token: Token): Operand | null {
  switch (type) {
    case 'number':
      return numberOperand(token)
    case 'time':
      return timeOperand(token)
    case 'flag': {
      const word = token.value.toLowerCase()
      const value = Object.hasOwn(flags, word) ? flags[word] : undefined
      return value === undefined ? null : { kind: 'flag', value }
    }
    case 'text':
    case 'list': {
      const isText = token.kind === 'text' || token.kind === 'number' || token.kind === 'word'
      return isText && !isKeyword(token) ? { kind: 'text', value: token.value } : null
    }
  }
}

/** Takes what a field is compared with; `after` says where it stands. */
export function takeOperand(tokens: Tokens, { name, type }: RunField, after: string): Operand {
  const token = tokens.peek()
  const operand = operandOf(type, token)
  if (!operand) throw unexpected(token, `${typeNames[type]} after ${name} ${after}`)
  tokens.take()
  return operand
}
