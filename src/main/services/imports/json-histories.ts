import type { ImportedMetric } from '../../../shared/domain/compare/compared-run'
import { jsonOf } from '../../../shared/domain/json-of'
import { fileFault, shown } from './file-fault'
import { rowsInOrder, type Found, type FoundRun, type RawRow } from './found-run'
import { metricNamed, plainName } from './metric-names'
import { numberRule, readNumber } from './numbers'

export type History = Readonly<Record<string, readonly unknown[]>>

interface NamedHistory {
  readonly name: string
  readonly history: History
}

/** Lists by the names of metrics, as Keras's `History.history` is. */
export const isHistory = (value: Readonly<Record<string, unknown>>): value is History => {
  const lists = Object.values(value)
  return lists.length > 0 && lists.every((list) => Array.isArray(list))
}

function numberIn(file: string, name: string, index: number, value: unknown): number | undefined {
  if (value === null) return undefined
  const text = typeof value === 'string' ? value : (jsonOf(value) ?? 'nested too deep')
  const read = typeof value === 'number' ? value : readNumber(text)
  if (read !== null) return read
  throw fileFault(file, `${name}[${index}]`, numberRule('every value', text))
}

/** The lists that tell something, by what they tell. */
function metricLists(history: History) {
  const lists = new Map<
    ImportedMetric,
    { readonly name: string; readonly list: readonly unknown[] }
  >()
  for (const [name, list] of Object.entries(history)) {
    const metric = metricNamed(name)
    if (metric && !lists.has(metric)) lists.set(metric, { name, list })
  }
  return lists
}

function epochsIn(history: History): readonly unknown[] | undefined {
  return Object.entries(history).find(([name]) => plainName(name) === 'epoch')?.[1]
}

function runOf(file: string, { name, history }: NamedHistory): Found {
  const lists = metricLists(history)
  const epochs = epochsIn(history)
  const length = Math.max(0, ...[...lists.values()].map(({ list }) => list.length))
  if (length === 0) {
    const names = Object.keys(history).map(shown).join(', ')
    throw fileFault(
      file,
      null,
      `there must be a list of a metric that Cooldown knows, such as loss or val_loss; ${shown(name)} has ${names}`,
    )
  }
  const kept = [...lists].filter(([, { list }]) => list.length === length)
  const rows = Array.from({ length }, (_, index): RawRow => {
    const values: Partial<Record<ImportedMetric, number>> = {}
    for (const [metric, each] of kept) {
      const value = numberIn(file, each.name, index, each.list[index])
      if (value !== undefined) values[metric] = value
    }
    return {
      epoch: epochs === undefined ? index : numberIn(file, 'epoch', index, epochs[index]),
      step: undefined,
      values,
      place: `entry ${index + 1}`,
    }
  })
  const run: FoundRun = {
    name,
    source: file,
    tags: [],
    rows: rowsInOrder(file, ` of ${shown(name)}`, rows, epochs ? 'unknown' : 'from0'),
  }
  return { runs: [run], notices: noticesOf(file, history, lists, length) }
}

function noticesOf(
  file: string,
  history: History,
  lists: ReturnType<typeof metricLists>,
  length: number,
): readonly string[] {
  const taken = new Set([...lists.values()].map(({ name }) => name))
  const unknown = Object.keys(history).filter(
    (name) => !taken.has(name) && plainName(name) !== 'epoch',
  )
  const shorter = [...lists.values()].filter(({ list }) => list.length < length)
  return [
    ...(unknown.length > 0
      ? [`${file}: left out ${unknown.map(shown).join(', ')}, which are no metrics of Cooldown.`]
      : []),
    ...shorter.map(
      ({ name, list }) =>
        `${file}: left out ${shown(name)}, which has ${list.length} values for ${length} epochs: of which ones is not told.`,
    ),
  ]
}

/** A run for each history; its lists hold a value for each epoch. */
export function historyRuns(file: string, histories: readonly NamedHistory[]): Found {
  const found = histories.map((each) => runOf(file, each))
  return {
    runs: found.flatMap(({ runs }) => runs),
    notices: [...new Set(found.flatMap(({ notices }) => notices))],
  }
}
