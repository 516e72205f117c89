import { FilterError } from './filter-error'

export type TokenKind = 'word' | 'number' | 'text' | 'operator' | 'open' | 'close' | 'comma' | 'end'

/** A piece of a filter; `value` is what a text means without its quotes. */
export interface Token {
  readonly kind: TokenKind
  /** As it was written. */
  readonly written: string
  readonly value: string
  readonly from: number
  readonly to: number
}

const blank = /\s+/y
const number = /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?%?/iy
/** Letters of all languages, and what names, tags and paths have inside them. */
const word = /[\p{L}\p{N}_#@.[\]+/-]+/uy
const text = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/y
const operator = /==|!=|<>|<=|>=|&&|\|\||[<>=!]/y
const punctuation: Readonly<Record<string, TokenKind>> = { '(': 'open', ')': 'close', ',': 'comma' }

function matchAt(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0] ?? null
}

/** Signs that stand for words of the language. */
const synonyms: Readonly<Record<string, string>> = { '=': '==', '<>': '!=' }
const signs: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or', '!': 'not' }

function readAt(source: string, at: number): Token {
  const token = (kind: TokenKind, written: string, value = written): Token => {
    return { kind, written, value, from: at, to: at + written.length }
  }
  const asText = matchAt(text, source, at)
  if (asText !== null) {
    return token('text', asText, asText.slice(1, -1).replace(/\\([^])/g, '$1'))
  }
  const asWord = matchAt(word, source, at)
  const asNumber = matchAt(number, source, at)
  if (asWord !== null) {
    // "3" is a number, but "3x" and "2026-11-24" are words. What begins a number begins a word, too.
    const isNumber = asNumber !== null && asNumber.length >= asWord.length
    return isNumber ? token('number', asNumber) : token('word', asWord)
  }
  const sign = matchAt(operator, source, at)
  if (sign !== null) {
    const asKeyword = signs[sign]
    return asKeyword ? token('word', sign, asKeyword) : token('operator', sign, synonyms[sign])
  }
  const character = source.charAt(at)
  const kind = Object.hasOwn(punctuation, character) ? punctuation[character] : undefined
  if (kind) return token(kind, character)
  const problem =
    character === '"' || character === "'"
      ? `the text that begins here has no closing ${character}`
      : `${JSON.stringify(character)} has no meaning here; put text in quotes`
  throw new FilterError(problem, at, source.length)
}

/** The pieces of a filter; the last one is its end. Throws {@link FilterError}. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  for (let at = 0; ;) {
    at += matchAt(blank, source, at)?.length ?? 0
    if (at >= source.length) break
    const token = readAt(source, at)
    tokens.push(token)
    at = token.to
  }
  const end = source.length
  return [...tokens, { kind: 'end', written: '', value: '', from: end, to: end }]
}
