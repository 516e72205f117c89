import { formulaNames, type FormulaName } from './names'

/** Names that what is being typed can become, and the word that they would replace. */
export interface Completions {
  readonly from: number
  readonly to: number
  readonly names: readonly FormulaName[]
}

/** Lower is better; null for a name that does not contain what was typed. */
function rankOf({ name }: FormulaName, typed: string): number | null {
  if (name === typed) return 0
  if (name.startsWith(typed)) return 1
  const place = name.toLowerCase().indexOf(typed.toLowerCase())
  if (place < 0) return null
  return place === 0 ? 2 : 3
}

/** A name that begins inside a number, such as the e of 1e-3, is none. */
const wordBefore = /(?<![\w.])[A-Za-z_]\w*$/

/**
 * The names for the word that ends at the caret, the likeliest first; null where there is no word,
 * nothing fits, or the word is the only name that does.
 */
export function completionsAt(text: string, caret: number): Completions | null {
  const typed = wordBefore.exec(text.slice(0, caret))?.[0]
  if (typed === undefined) return null
  const rest = /^\w*/.exec(text.slice(caret))?.[0] ?? ''
  const names = formulaNames
    .map((name) => ({ name, rank: rankOf(name, typed) }))
    .filter((each): each is { name: FormulaName; rank: number } => each.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ name }) => name)
  const isDone = names.length === 1 && names[0]?.name === typed + rest
  if (names.length === 0 || isDone) return null
  return { from: caret - typed.length, to: caret + rest.length, names }
}

const countOf = (text: string, sign: string) => text.split(sign).length - 1

/** A closing bracket that is there already, and closes what is open, is not written twice. */
export const stepsOver = (text: string, caret: number, key: string): boolean =>
  key === ')' && text[caret] === ')' && countOf(text, '(') <= countOf(text, ')')

/** What is written for a name before the text that follows, and where the caret is then. */
export function writtenFor({ name, kind }: FormulaName, following: string) {
  if (kind !== 'function') return { text: name, caret: name.length }
  const text = following.startsWith('(') ? name : `${name}()`
  return { text, caret: name.length + 1 }
}
