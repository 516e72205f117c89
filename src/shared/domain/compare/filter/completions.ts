import { attempt } from '../../attempt'
import type { ComparedRun } from '../compared-run'
import type { RunField } from '../field'
import { fieldNamed, fieldsIn, runFields } from '../run-fields'
import { keywords } from './expression'
import { FilterError } from './filter-error'
import { tokensOf, type Token } from './tokens'

/** Something to put in place of what is written. */
export interface Completion {
  readonly text: string
  readonly kind: 'field' | 'operator' | 'value' | 'word'
  /** What it is, beside it in the list. */
  readonly detail: string
}

/** What may stand at a caret: one of the options, in place of the text from `from` to `to`. */
export interface Completions {
  readonly from: number
  readonly to: number
  readonly options: readonly Completion[]
}

const mostOptions = 50
const mostValues = 1_000

const operators: Readonly<Record<RunField['type'], readonly Asked[]>> = {
  number: ['==', '!=', '<', '<=', '>', '>=', 'in', 'is missing'],
  time: ['==', '!=', '<', '<=', '>', '>=', 'is missing'],
  text: ['==', '!=', 'contains', 'matches', 'in', 'is missing'],
  list: ['==', '!=', 'contains', 'matches', 'in', 'is missing'],
  flag: ['==', '!='],
}

const operatorMeanings = {
  '==': 'is',
  '!=': 'is not',
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
  contains: 'has this text in it',
  matches: 'fits a regular expression',
  in: 'is one of a list',
  'is missing': 'has no value',
} as const
type Asked = keyof typeof operatorMeanings

/** The whole pieces before the caret; a text that is still open is the last one. */
function tokensBefore(text: string): readonly Token[] {
  const read = attempt(FilterError, () => tokensOf(text))
  if (read.ok) return read.value.slice(0, -1)
  const { from } = read.fault
  const open: Token = {
    kind: 'text',
    written: text.slice(from),
    value: text.slice(from + 1),
    from,
    to: text.length,
  }
  return from === 0 ? [open] : [...tokensBefore(text.slice(0, from)), open]
}

const isOperator = ({ kind, value }: Token) =>
  kind === 'operator' || value === 'contains' || value === 'matches'

type Wanted =
  | { readonly kind: 'term' }
  | { readonly kind: 'operator'; readonly field: RunField }
  | { readonly kind: 'value'; readonly field: RunField }
  | { readonly kind: 'joining' }

const isWord = (token: Token | undefined, ...words: readonly string[]) =>
  token?.kind === 'word' && words.includes(token.value.toLowerCase())

/** The field whose list of values is open at the end of these tokens. */
function fieldOfList(before: readonly Token[]): RunField | null {
  const open = before.findLastIndex(({ kind }) => kind === 'open')
  const closed = before.findLastIndex(({ kind }) => kind === 'close')
  if (open < 2 || closed > open || !isWord(before[open - 1], 'in')) return null
  const owner = isWord(before[open - 2], 'not') ? before[open - 3] : before[open - 2]
  return owner ? fieldNamed(owner.value) : null
}

/** What comes after whole pieces. */
function wantedAfter(before: readonly Token[]): Wanted {
  const last = before.at(-1)
  const list = fieldOfList(before)
  if (list) {
    const isAfterValue = last?.kind !== 'open' && last?.kind !== 'comma'
    return isAfterValue ? { kind: 'joining' } : { kind: 'value', field: list }
  }
  if (!last || last.kind === 'open' || isWord(last, 'and', 'or', 'not')) return { kind: 'term' }
  const [previous] = before.slice(-2, -1)
  const field = previous ? fieldNamed(previous.value) : null
  if (field && isOperator(last)) return { kind: 'value', field }
  const own = last.kind === 'word' && !keywords.includes(last.value) ? fieldNamed(last.value) : null
  const isOperand = previous !== undefined && isOperator(previous)
  return own && !isOperand && own.name === last.value && own.type !== 'flag'
    ? { kind: 'operator', field: own }
    : { kind: 'joining' }
}

const plainWord = /^[\p{L}_][\p{L}\p{N}_.#@/-]*$/u

/** A value as a filter spells it. */
function spelt(value: string): string {
  const isPlain = plainWord.test(value) && !keywords.includes(value.toLowerCase())
  return isPlain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`
}

function valuesOf(field: RunField, runs: readonly ComparedRun[]): readonly string[] {
  if (field.type === 'flag') return ['yes', 'no']
  const found = new Set<string>()
  for (const run of runs.slice(0, mostValues)) {
    const value = field.read(run)
    if (Array.isArray(value)) value.forEach((each) => found.add(spelt(String(each))))
    else if (field.type === 'text' && value !== null) found.add(spelt(String(value)))
    else if (field.type === 'number' && value !== null) found.add(String(value))
  }
  return [...found].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

function optionsFor(wanted: Wanted, runs: readonly ComparedRun[]): readonly Completion[] {
  switch (wanted.kind) {
    case 'term': {
      const fields = runs.length > 0 ? fieldsIn(runs) : runFields
      return [
        ...fields.map(({ name, title }): Completion => ({
          text: name,
          kind: 'field',
          detail: title,
        })),
        { text: 'not', kind: 'word', detail: 'the opposite of what follows' },
      ]
    }
    case 'operator':
      return operators[wanted.field.type].map((text) => {
        return { text, kind: 'operator', detail: operatorMeanings[text] }
      })
    case 'value':
      return valuesOf(wanted.field, runs).map((text) => {
        return { text, kind: 'value', detail: wanted.field.title }
      })
    case 'joining':
      return [
        { text: 'and', kind: 'word', detail: 'both' },
        { text: 'or', kind: 'word', detail: 'one of them, or both' },
      ]
  }
}

/** How well an option fits what was begun: 0 for its beginning, 1 for its inside, null for not. */
function fit({ text, detail }: Completion, begun: string): number | null {
  const [option, wanted] = [text.toLowerCase(), begun.toLowerCase()]
  if (option.startsWith(wanted)) return 0
  if (option.includes(wanted)) return 1
  return wanted.length > 1 && detail.toLowerCase().includes(wanted) ? 2 : null
}

/**
 * What may be written at a caret (characters before it), the likeliest first, at most 50. The runs
 * lend their values and the fields of their recipes. Works for filters that cannot be read yet.
 */
export function completionsAt(
  text: string,
  caret: number,
  runs: readonly ComparedRun[] = [],
): Completions {
  const tokens = tokensBefore(text.slice(0, caret))
  const last = tokens.at(-1)
  // What touches the caret is what is being written.
  const isBegun =
    last !== undefined && last.to === caret && ['word', 'number', 'text'].includes(last.kind)
  const before = isBegun ? tokens.slice(0, -1) : tokens
  const begun = isBegun ? last.written : ''
  const plain = begun.replace(/^["']/, '')
  const options = optionsFor(wantedAfter(before), runs).flatMap((option) => {
    const quality = fit(option, option.text.startsWith('"') ? `"${plain}` : plain)
    return quality === null || option.text === begun ? [] : [{ option, quality }]
  })
  options.sort((a, b) => a.quality - b.quality)
  return {
    from: isBegun ? last.from : caret,
    to: caret,
    options: options.slice(0, mostOptions).map(({ option }) => option),
  }
}
