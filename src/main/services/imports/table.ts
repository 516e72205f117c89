import { importLimits } from '../../../shared/domain/compare/imports'
import { formatCount } from '../../../shared/domain/format'
import { fileFault, shown } from './file-fault'

/** A table of texts, with where each row stands in its file. */
export interface Table {
  readonly file: string
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  readonly cells: readonly string[]
  /** Such as "line 4". */
  readonly place: string
}

const separators: readonly string[] = [',', ';', '\t']

/** The one of the separators that the header has most of, outside quotes. */
function separatorIn(text: string): string {
  const end = text.search(/[\r\n]/)
  const header = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '')
  const count = (separator: string) => header.split(separator).length
  return separators.reduce((most, other) => (count(other) > count(most) ? other : most))
}

interface Record {
  readonly cells: string[]
  readonly line: number
}

/** Reads quoted cells, which may hold separators, doubled quotes and line ends. */
class QuotedReader {
  private at = 0
  private line = 1

  constructor(
    private readonly file: string,
    private readonly text: string,
    private readonly separator: string,
  ) {}

  records(): Record[] {
    const records: Record[] = []
    while (this.at < this.text.length) {
      const line = this.line
      const cells = this.record()
      if (cells.length > 1 || cells[0] !== '') records.push({ cells, line })
    }
    return records
  }

  private record(): string[] {
    const cells: string[] = []
    for (;;) {
      cells.push(this.text[this.at] === '"' ? this.quoted() : this.plain())
      const next = this.text[this.at]
      if (next === this.separator) {
        this.at++
        continue
      }
      if (next === '\r' && this.text[this.at + 1] === '\n') this.at++
      this.at++
      this.line++
      return cells
    }
  }

  private plain(): string {
    const start = this.at
    while (this.at < this.text.length) {
      const letter = this.text[this.at]
      if (letter === this.separator || letter === '\n' || letter === '\r') break
      this.at++
    }
    return this.text.slice(start, this.at)
  }

  private quoted(): string {
    const began = this.line
    let value = ''
    for (;;) {
      const end = this.text.indexOf('"', this.at + 1)
      if (end < 0) {
        throw fileFault(this.file, `line ${began}`, 'a quote that begins here must end')
      }
      const part = this.text.slice(this.at + 1, end)
      value += part
      this.line += part.split('\n').length - 1
      this.at = end + 1
      if (this.text[this.at] !== '"') break
      value += '"'
    }
    const next = this.text[this.at] ?? '\n'
    if (next !== this.separator && next !== '\n' && next !== '\r') {
      const rest = shown(this.text.slice(this.at, this.at + 20))
      throw fileFault(
        this.file,
        `line ${this.line}`,
        `after a closing quote must come a separator or the end of the line; there is ${rest}`,
      )
    }
    return value
  }
}

/** Lines without any quote: many times as fast as reading letter by letter. */
function plainRecords(text: string, separator: string): Record[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ cells: line.split(separator), line: index + 1 }))
    .filter(({ cells }) => cells.length > 1 || cells[0] !== '')
}

function countOf(text: string, letter: string): number {
  let count = 0
  for (let at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1)) count++
  return count
}

function refuseTooMany(file: string, text: string): void {
  const lines = Math.max(countOf(text, '\n'), countOf(text, '\r'))
  if (lines <= importLimits.rows) return
  throw fileFault(
    file,
    null,
    `a table may have ${formatCount(importLimits.rows)} lines; this one has ${formatCount(lines)}`,
  )
}

function refuseHeader(file: string, header: readonly string[]): void {
  if (header.length < 2) {
    throw fileFault(
      file,
      'line 1',
      `the header must name two columns or more, with commas, semicolons or tabs between them; it is ${shown(header.join())}`,
    )
  }
  const seen = new Set<string>()
  const twice = header.find((name) => name !== '' && seen.size === seen.add(name).size)
  if (twice !== undefined) {
    throw fileFault(
      file,
      'line 1',
      `every column must be named once; ${shown(twice)} is there twice`,
    )
  }
}

/** A CSV file with a header; commas, semicolons or tabs between the cells. */
export function readTable(file: string, text: string): Table {
  refuseTooMany(file, text)
  const separator = separatorIn(text)
  const records = text.includes('"')
    ? new QuotedReader(file, text, separator).records()
    : plainRecords(text, separator)
  const [first, ...others] = records
  if (!first) throw fileFault(file, null, 'there must be a header and rows; the file is empty')
  const header = first.cells.map((name) => name.trim())
  refuseHeader(file, header)
  if (others.length === 0) throw fileFault(file, null, 'there must be rows under the header')
  const odd = others.find(({ cells }) => cells.length !== header.length)
  if (odd) {
    throw fileFault(
      file,
      `line ${odd.line}`,
      `there must be ${header.length} values, one for each column of the header; there are ${odd.cells.length}`,
    )
  }
  return { file, header, rows: others.map(({ cells, line }) => ({ cells, place: `line ${line}` })) }
}
