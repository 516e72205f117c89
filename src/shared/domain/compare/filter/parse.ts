import type { Expression } from './expression'
import { FilterError } from './filter-error'
import { takeTerm } from './parse-term'
import { isKeyword, Tokens, unexpected } from './token-reader'
import { tokensOf } from './tokens'

/** Longer ones are not written by people; also the limit of saved views. */
export const longestFilter = 2_000
const deepest = 60

/** How tightly the words between terms bind. */
const powers = { or: 1, and: 2 } as const
const notPower = 3

type Joining = keyof typeof powers

/** What stands between two terms; side by side they are joined by and. */
function joiningAt(
  tokens: Tokens,
): { readonly joining: Joining; readonly written: boolean } | null {
  if (tokens.isWord('or')) return { joining: 'or', written: true }
  if (tokens.isWord('and')) return { joining: 'and', written: true }
  const { kind } = tokens.peek()
  const begins = kind === 'open' || kind === 'number' || kind === 'text'
  const isTerm = kind === 'word' && (!isKeyword(tokens.peek()) || tokens.isWord('not'))
  return begins || isTerm ? { joining: 'and', written: false } : null
}

/** Joined without nesting what is alike. */
function joined(kind: Joining, left: Expression, right: Expression): Expression {
  const items = (side: Expression) => (side.kind === kind ? side.items : [side])
  return { kind, items: [...items(left), ...items(right)] }
}

function prefix(tokens: Tokens, depth: number): Expression {
  const token = tokens.peek()
  if (depth > deepest) {
    throw new FilterError(`nested deeper than ${deepest} levels`, token.from, token.to)
  }
  if (tokens.takeWord('not')) return { kind: 'not', item: expression(tokens, notPower, depth + 1) }
  if (token.kind !== 'open') return takeTerm(tokens)
  tokens.take()
  const inner = expression(tokens, 0, depth + 1)
  tokens.expect('close', ') to the ( before')
  return inner
}

/** Pratt's way: takes what binds tighter than `least`. */
function expression(tokens: Tokens, least: number, depth: number): Expression {
  let left = prefix(tokens, depth)
  for (;;) {
    const next = joiningAt(tokens)
    if (!next || powers[next.joining] <= least) return left
    if (next.written) tokens.take()
    left = joined(next.joining, left, expression(tokens, powers[next.joining], depth))
  }
}

/** Reads a filter; null for one without content, which lets everything pass. Throws FilterError. */
export function parseFilter(text: string): Expression | null {
  if (text.length > longestFilter) {
    const problem = `a filter has at most ${longestFilter} characters, this one has ${text.length}`
    throw new FilterError(problem, longestFilter, text.length)
  }
  const tokens = new Tokens(tokensOf(text))
  if (tokens.peek().kind === 'end') return null
  const read = expression(tokens, 0, 0)
  if (tokens.peek().kind !== 'end') throw unexpected(tokens.peek(), 'and, or, or the end')
  return read
}
