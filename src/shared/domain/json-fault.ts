/** Where a text stops being JSON, counted from 1, and what ought to stand there. */
export interface JsonFault {
  readonly line: number
  readonly column: number
  readonly expected: string
}

const space = /[ \t\n\r]*/y
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

class Unexpected extends Error {}

/** Reads a text as JSON without keeping it; throws where it cannot go on. */
class Reader {
  at = 0
  constructor(private readonly source: string) {}

  whole(): void {
    this.value('a value')
    if (this.at < this.source.length) throw new Unexpected('the end of the text')
  }

  private value(expected: string): void {
    this.takes(space)
    if (this.takesMark('{')) this.list('}', () => this.entry())
    else if (this.takesMark('[')) this.list(']', (end) => this.value(`a value${end}`))
    else if (!this.takes(text) && !this.takes(plain)) throw new Unexpected(expected)
    this.takes(space)
  }

  /** Members up to the closing mark, the opening one being read. */
  private list(closing: string, member: (end: string) => void): void {
    this.takes(space)
    if (this.takesMark(closing)) return
    member(` or ${closing}`)
    while (!this.takesMark(closing)) {
      if (!this.takesMark(',')) throw new Unexpected(`, or ${closing}`)
      member('')
    }
  }

  private entry(): void {
    this.takes(space)
    if (!this.takes(text)) throw new Unexpected('a name in double quotes')
    this.takes(space)
    if (!this.takesMark(':')) throw new Unexpected(':')
    this.value('a value')
  }

  private takes(pattern: RegExp): boolean {
    pattern.lastIndex = this.at
    const length = pattern.exec(this.source)?.[0].length ?? 0
    this.at += length
    return length > 0
  }

  private takesMark(mark: string): boolean {
    const found = this.source[this.at] === mark
    if (found) this.at += 1
    return found
  }
}

/** The first place at which a text is not JSON; null when it is, or is nested too deep to tell. */
export function jsonFault(source: string): JsonFault | null {
  const reader = new Reader(source)
  try {
    reader.whole()
    return null
  } catch (error) {
    if (!(error instanceof Unexpected)) return null
    const before = source.slice(0, reader.at)
    return {
      line: before.split('\n').length,
      column: before.length - before.lastIndexOf('\n'),
      expected: error.message,
    }
  }
}
