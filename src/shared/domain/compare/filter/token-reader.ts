import { keywords } from './expression'
import { FilterError } from './filter-error'
import type { Token, TokenKind } from './tokens'

/** Reads tokens one after another. */
export class Tokens {
  private place = 0

  constructor(private readonly all: readonly Token[]) {}

  /** The token that comes next, or one further on; the end stays the last. */
  peek(ahead = 0): Token {
    // There is an end, if nothing else.
    return this.all[Math.min(this.place + ahead, this.all.length - 1)] as Token
  }

  take(): Token {
    const token = this.peek()
    this.place++
    return token
  }

  isWord(text: string, ahead = 0): boolean {
    const { kind, value } = this.peek(ahead)
    return kind === 'word' && value.toLowerCase() === text
  }

  /** Takes the next token if it is this word. */
  takeWord(text: string): boolean {
    const is = this.isWord(text)
    if (is) this.place++
    return is
  }

  expect(kind: TokenKind, what: string): Token {
    const token = this.peek()
    if (token.kind !== kind) throw unexpected(token, what)
    return this.take()
  }
}

/** An error at a token that is not what should stand there. */
export function unexpected(token: Token, what: string): FilterError {
  const found = token.kind === 'end' ? 'the filter ends' : `found ${token.written}`
  return new FilterError(`expected ${what}, ${found}`, token.from, token.to)
}

export const isKeyword = ({ kind, value }: Token) =>
  kind === 'word' && keywords.includes(value.toLowerCase())
