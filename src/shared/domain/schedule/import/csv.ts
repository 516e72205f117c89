import { describeValue, ScheduleError } from '../error'
import type { Unit } from '../fields'
import type { ScheduleSpec } from '../kinds'
import { withoutCollinear } from './points'

/** The header's names for the column of rates, without case, spaces and the like. */
const rateNames = ['rate', 'learningrate', 'lr']
const timeNames: readonly Unit[] = ['step', 'epoch']
const separators = ['\t', ';', ','] as const

const plainName = (cell: string) => cell.toLowerCase().replaceAll(/[\s_"-]/g, '')

/** The cells of a line; quotes around one are taken off. */
const cellsOf = (line: string, separator: string) =>
  line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))

interface Header {
  readonly separator: string
  readonly per: Unit
  readonly time: number
  readonly rate: number
}

function readHeader(line: string): Header {
  const separator = separators.find((each) => line.includes(each)) ?? ','
  const names = cellsOf(line, separator).map(plainName)
  const per = timeNames.find((name) => names.includes(name))
  const rate = names.findIndex((name) => rateNames.includes(name))
  if (per && rate >= 0) return { separator, per, time: names.indexOf(per), rate }
  const missing = per ? '"rate", "learning_rate" or "lr"' : '"step" or "epoch"'
  throw new ScheduleError('', `line 1 must name a column ${missing}, was ${describeValue(line)}`)
}

function readCell(cells: readonly string[], column: number, name: string, line: number): number {
  const cell = cells[column] ?? ''
  const value = cell === '' ? NaN : Number(cell)
  if (value >= 0 && value < Infinity) return value
  const was = cell === '' ? 'it is empty' : `was ${describeValue(cell)}`
  throw new ScheduleError('', `line ${line}: the ${name} must be a number of at least 0, ${was}`)
}

/** A schedule from a table; see `importSchedule`. */
export function fromCsv(text: string): ScheduleSpec {
  // A text has one line at least.
  const [head, ...lines] = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/) as [string, ...string[]]
  const { separator, per, time, rate } = readHeader(head)
  const points: (readonly [number, number])[] = []
  lines.forEach((content, index) => {
    if (content.trim() === '') return
    const line = index + 2
    const cells = cellsOf(content, separator)
    const t = readCell(cells, time, per, line)
    const before = points.at(-1)?.[0] ?? -1
    if (t <= before) {
      throw new ScheduleError('', `line ${line}: the ${per} must come after ${before}, was ${t}`)
    }
    points.push([t, readCell(cells, rate, 'rate', line)])
  })
  if (points.length === 0) throw new ScheduleError('', 'line 2 must hold the first rate')
  return { kind: 'points', per, points: withoutCollinear(points), interpolation: 'linear' }
}
