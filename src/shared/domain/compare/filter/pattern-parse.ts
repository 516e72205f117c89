/** A set of characters, by what is in it. */
export type CharacterTest = (character: string) => boolean

/** A regular expression that was read. */
export type Pattern =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'either'; readonly items: readonly Pattern[] }
  | {
      readonly kind: 'repeat'
      readonly item: Pattern
      readonly least: number
      readonly most: number
    }

/** What is wrong with a pattern, and where in it. */
export class PatternError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message)
  }
}

const classes: ReadonlyMap<string, CharacterTest> = new Map([
  ['d', (c) => /^[0-9]$/.test(c)],
  ['w', (c) => /^[A-Za-z0-9_]$/.test(c)],
  ['s', (c) => /^\s$/.test(c)],
  ['D', (c) => !/^[0-9]$/.test(c)],
  ['W', (c) => !/^[A-Za-z0-9_]$/.test(c)],
  ['S', (c) => !/^\s$/.test(c)],
])
const controls: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])
const lineEnds = ['\n', '\r', '\u2028', '\u2029']

/** Case does not matter anywhere in filters. */
const literal =
  (wanted: string): CharacterTest =>
  (c) =>
    c === wanted || c.toLowerCase() === wanted.toLowerCase()

const between =
  (from: string, to: string): CharacterTest =>
  (c) =>
    [c, c.toLowerCase(), c.toUpperCase()].some((each) => each >= from && each <= to)

const mostRepeats = 1_000
const bounds = /\{(\d{1,4})(,(\d{1,4})?)?\}/y
const deepest = 60

/** Reads a pattern by recursive descent. */
class Reader {
  private at = 0
  private depth = 0
  private readonly characters: readonly string[]

  constructor(source: string) {
    this.characters = Array.from(source)
  }

  read(): Pattern {
    const pattern = this.either()
    if (this.at < this.characters.length) throw this.error('there is a ) without its (')
    return pattern
  }

  private error(message: string): PatternError {
    return new PatternError(message, this.at)
  }

  private peek(ahead = 0): string | undefined {
    return this.characters[this.at + ahead]
  }

  private take(): string {
    const character = this.characters[this.at]
    if (character === undefined) throw this.error('the pattern ends too early')
    this.at++
    return character
  }

  private takes(character: string): boolean {
    const is = this.peek() === character
    if (is) this.at++
    return is
  }

  private either(): Pattern {
    const items = [this.sequence()]
    while (this.takes('|')) items.push(this.sequence())
    return { kind: 'either', items }
  }

  private sequence(): Pattern {
    const items: Pattern[] = []
    for (let next = this.peek(); next !== undefined && next !== '|' && next !== ')';) {
      items.push(this.repeated())
      next = this.peek()
    }
    return { kind: 'sequence', items }
  }

  private repeated(): Pattern {
    const item = this.atom()
    const times = this.times()
    if (!times) return item
    // Lazy or not, a run is found or it is not.
    this.takes('?')
    if (this.times()) throw this.error('what is repeated already is repeated again')
    return { kind: 'repeat', item, ...times }
  }

  private times(): { readonly least: number; readonly most: number } | null {
    if (this.takes('*')) return { least: 0, most: Infinity }
    if (this.takes('+')) return { least: 1, most: Infinity }
    if (this.takes('?')) return { least: 0, most: 1 }
    if (this.peek() !== '{') return null
    bounds.lastIndex = 0
    const [all = '', from, comma, to] =
      bounds.exec(this.characters.slice(this.at, this.at + 12).join('')) ?? []
    if (from === undefined) throw this.error('{ must begin a count such as {2,5}; write \\{')
    const least = Number(from)
    const most = comma === undefined ? least : to === undefined ? Infinity : Number(to)
    const highest = Number.isFinite(most) ? most : least
    if (highest > mostRepeats || least > most) {
      throw this.error(`a count goes from low to high, at most ${mostRepeats}, was ${all}`)
    }
    this.at += all.length
    return { least, most }
  }

  private atom(): Pattern {
    const character = this.take()
    switch (character) {
      case '(':
        return this.group()
      case '[':
        return { kind: 'character', test: this.set() }
      case '.':
        return { kind: 'character', test: (c) => !lineEnds.includes(c) }
      case '^':
        return { kind: 'start' }
      case '$':
        return { kind: 'end' }
      case '\\':
        return { kind: 'character', test: this.escaped() }
      case '*':
      case '+':
      case '?':
      case '{':
        this.at--
        throw this.error(`there is nothing before ${character} to repeat; write \\${character}`)
      default:
        return { kind: 'character', test: literal(character) }
    }
  }

  private group(): Pattern {
    if (this.takes('?') && !this.takes(':')) throw this.error('only (...) and (?:...) are known')
    if (++this.depth > deepest) throw this.error(`nested deeper than ${deepest} levels`)
    const inner = this.either()
    this.depth--
    if (!this.takes(')')) throw this.error('there is a ( without its )')
    return inner
  }

  private escaped(): CharacterTest {
    const character = this.take()
    const test = classes.get(character)
    if (test) return test
    const control = controls.get(character)
    if (control !== undefined) return literal(control)
    if (/[A-Za-z0-9]/.test(character)) throw this.error(`\\${character} is not known here`)
    return literal(character)
  }

  /** What stands between [ and ]. */
  private set(): CharacterTest {
    const isNot = this.takes('^')
    const tests: CharacterTest[] = []
    while (!this.takes(']')) {
      if (this.peek() === undefined) throw this.error('there is a [ without its ]')
      tests.push(this.member())
    }
    const isIn: CharacterTest = (c) => tests.some((test) => test(c))
    return isNot ? (c) => !isIn(c) : isIn
  }

  private member(): CharacterTest {
    const from = this.take()
    if (from === '\\') return this.escaped()
    if (this.peek() !== '-' || this.peek(1) === ']' || this.peek(1) === undefined) {
      return literal(from)
    }
    this.at++
    const to = this.take()
    if (to === '\\') throw this.error('a range ends with a plain character')
    if (to < from) throw this.error(`a range goes upwards, was ${from}-${to}`)
    return between(from, to)
  }
}

/** Reads a regular expression without look-around and back-references. Throws {@link PatternError}. */
export const parsePattern = (source: string): Pattern => new Reader(source).read()
