import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate/browser'
import { importedSeries, type FileToImport } from '../../src/shared/contract/imports'
import { EventHub } from '../../src/main/services/event-hub'
import { joined } from '../../src/main/services/exports/archive'
import { toRecords } from '../../src/main/services/exports/events/records'
import { Imports } from '../../src/main/services/imports'
import { readRecords } from '../../src/main/services/imports/events/records'
import { createImportStore } from '../../src/main/store/import-store'
import { checkout } from '../checkout'
import type { Dice } from './dice'
import { fuzzer, taken, type Case } from './harness'
import { hostileNames, hostileTexts, jsonText, junkJson, junkText } from './junk'
import { mutateBytes, mutateJson, mutateText } from './mutate'

const folder = join(checkout, 'fixtures/imports/files')

const read = (path: string): FileToImport => ({
  path,
  bytes: new Uint8Array(readFileSync(join(folder, path))),
})

const tablePaths = ['decimal-commas', 'epochs', 'excel', 'long', 'semicolons', 'with-index']
const tables = [
  ...tablePaths.map((name) => `pandas/${name}.csv`),
  'pandas/tabs.tsv',
  'keras/log.csv',
  'diverged/log.csv',
]
const jsons = ['keras/history.json', 'diverged/history.json', 'pandas/columns.json']
const logs = [
  'keras/logs/train',
  'no-validation/logs/train',
  'diverged/logs/train',
  'torch',
  'types',
]
const events = logs.map((name) => `${name}/events.out.tfevents.0.v2`)

const textOf = ({ bytes }: FileToImport) => new TextDecoder().decode(bytes)
const withText = (path: string, text: string): FileToImport => ({ path, bytes: strToU8(text) })

/** What Cooldown exports of runs. */
const ownRuns = {
  kind: 'cooldown-runs',
  version: 1,
  runs: [
    {
      name: 'a',
      trial: { tags: ['one'] },
      epochs: [
        { epoch: 0, loss: 1, valLoss: 'NaN' },
        { epoch: 1, step: 3, loss: 0.5, seconds: 1 },
      ],
    },
  ],
  imports: [{ name: 'b', tags: [], epochs: [{ epoch: 0, loss: 1 }] }],
}
/** What Cooldown exports of a comparison. */
const ownComparison = {
  kind: 'cooldown-comparison',
  version: 1,
  look: { x: 'epoch' },
  panels: [{ metric: 'valLoss', lines: [{ name: 'a', xs: [0, 1], ys: [0.5, 'Infinity'] }] }],
}

/** Texts that are long or deep in one of their ways: where time may grow with its square. */
const much: Readonly<Record<string, (count: number) => string>> = {
  columns: (count) =>
    `epoch,loss,${Array.from({ length: count }, (_, at) => `c${at}`).join(',')}\n1,1\n`,
  quotes: (count) => `epoch,loss\n"${'""'.repeat(count)}`,
  escapes: (count) => `{"${'\\"'.repeat(count)}`,
  'open lists': (count) => '['.repeat(count),
  'whole lists': (count) => '['.repeat(count) + ']'.repeat(count),
  records: (count) =>
    JSON.stringify(Array.from({ length: count / 20 }, (_, at) => ({ [`c${at}`]: at }))),
  histories: (count) =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: count / 20 }, (_, at) => [`r${at}`, { loss: [1] }])),
    ),
  rows: (count) =>
    `epoch,loss\n${Array.from({ length: Math.min(count, 40_000) }, (_, at) => `${at},1`).join('\r')}`,
  runs: (count) =>
    `run,epoch,loss\n${Array.from({ length: count / 4 }, (_, at) => `r${at},1,1`).join('\n')}`,
  digits: (count) => `epoch,loss\n1,${'1'.repeat(count)}x`,
  'one text': (count) => JSON.stringify({ loss: ['x'.repeat(count * 20)] }),
  words: (count) => `epoch,${'val '.repeat(count)}loss\n1,1`,
}

type Kind = (dice: Dice) => FileToImport[]

const table: Kind = (dice) => {
  const file = read(dice.pick(tables))
  return [withText(file.path, mutateText(dice, textOf(file)))]
}

/** The cells of a valid table, some of them others. */
const cells: Kind = (dice) => {
  const file = read(dice.pick(tables))
  const mark = dice.pick([',', ';', '\t'])
  const rows = textOf(file)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(mark))
  for (let left = dice.pick([1, 1, 2, 3]); left > 0; left--) {
    const row = dice.percent(50) ? (rows[0] ?? []) : dice.pick(rows)
    const name = `${dice.pick(hostileNames)} loss`
    row[dice.below(row.length)] = dice.pick([name, dice.pick(hostileNames), junkText(dice), '1e3'])
  }
  return [withText(file.path, rows.map((row) => row.join(mark)).join('\n'))]
}

const json: Kind = (dice) => {
  const whole: unknown = dice.percent(40)
    ? dice.pick([ownRuns, ownComparison])
    : JSON.parse(textOf(read(dice.pick(jsons))).replace(/-?Infinity|NaN/g, 'null'))
  const text = jsonText(mutateJson(dice, whole))
  return [withText('history.json', dice.percent(25) ? mutateText(dice, text) : text)]
}

/** Event files whose checksums fit, so that what is read behind them is reached. */
const sealedEvents: Kind = (dice) => {
  const file = read(dice.pick(events))
  const messages = [...readRecords(file.path, file.bytes)].map(({ message }) => message)
  for (let left = dice.between(1, 4); left > 0; left--) {
    const at = dice.below(messages.length)
    messages[at] = mutateBytes(dice, messages[at] ?? new Uint8Array())
  }
  const path = dice.percent(20) ? `${dice.pick(hostileNames)}/${file.path}` : file.path
  return [{ path, bytes: toRecords(messages) }]
}

const lengthDelimited = (field: number, bytes: Uint8Array) => {
  const length: number[] = []
  for (let left = bytes.length; ; left >>>= 7) {
    length.push(left > 127 ? (left & 127) | 128 : left)
    if (left <= 127) return joined([Uint8Array.of((field << 3) | 2, ...length), bytes])
  }
}

/** A whole number that never ends, as the value of a scalar. */
const endlessNumber: Kind = (dice) => {
  const digits = new Uint8Array(dice.pick([20, 1_000, 500_000])).fill(0xff)
  const type = Uint8Array.of(8, dice.pick([3, 9, 14, 19]))
  const tensor = lengthDelimited(8, joined([type, lengthDelimited(10, digits)]))
  const value = joined([lengthDelimited(1, strToU8('epoch_loss')), tensor])
  return [
    { path: 'x.tfevents.1', bytes: toRecords([lengthDelimited(5, lengthDelimited(1, value))]) },
  ]
}

const looseEvents: Kind = (dice) => {
  const file = read(dice.pick(events))
  return [{ path: file.path, bytes: mutateBytes(dice, file.bytes) }]
}

/** A zip with any names; its packer cannot write all of those that a reader may meet. */
function zipOf(files: readonly (readonly [string, Uint8Array])[], level: 0 | 6): Uint8Array {
  const names = files.map(
    ([name]) => name.slice(0, 999).replaceAll('__proto__', '@@proto@@') || 'x',
  )
  const zip = zipSync(Object.fromEntries(files.map(([, bytes], at) => [names[at] ?? 'x', bytes])), {
    level,
  })
  const text = Buffer.from(zip).toString('latin1').replaceAll('@@proto@@', '__proto__')
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

const archive: Kind = (dice) => {
  const files = dice.times(dice.between(1, 3), () =>
    read(dice.pick([...tables, ...jsons, ...events])),
  )
  const bytes = zipOf(
    files.map(({ path, bytes: own }) => [dice.percent(20) ? junkText(dice) : path, own]),
    dice.pick([0, 6] as const),
  )
  return [{ path: 'all.zip', bytes: dice.percent(60) ? mutateBytes(dice, bytes) : bytes }]
}

/** Little that unpacks to much. */
const bomb: Kind = (dice) => {
  const zeros = new Uint8Array(dice.pick([1, 16, 65]) * 1024 ** 2)
  const bytes = zipSync({ 'a.csv': zeros }, { level: 1 })
  return [{ path: 'bomb.zip', bytes: dice.percent(50) ? mutateBytes(dice, bytes) : bytes }]
}

const large: Kind = (dice) => {
  const make = much[dice.pick(Object.keys(much))] ?? (() => '')
  return [withText('much.csv', make(dice.pick([200, 5_000, 40_000, 400_000])))]
}

const anything: Kind = (dice) =>
  dice.times(dice.between(1, 3), () => ({
    path: dice.pick(['a.csv', 'a.json', 'x.tfevents.1', ...hostileTexts]).slice(0, 4_096) || 'x',
    bytes: dice.percent(50) ? strToU8(jsonText(junkJson(dice))) : dice.bytes(dice.below(200)),
  }))

const several: Kind = (dice) => [...table(dice), ...sealedEvents(dice), ...json(dice)]

const kinds: readonly (readonly [what: string, often: number, make: Kind])[] = [
  ['csv', 22, table],
  ['csv cells', 16, cells],
  ['json', 20, json],
  ['events resealed', 16, sealedEvents],
  ['events', 5, looseEvents],
  ['endless number', 1, endlessNumber],
  ['zip', 8, archive],
  ['bomb', 1, bomb],
  ['much', 2, large],
  ['junk', 5, anything],
  ['several', 4, several],
]

const weighted = kinds.flatMap((kind) => Array.from({ length: kind[1] }, () => kind))

/** Files from elsewhere are read, kept, given back and removed. */
export const fuzzImports = fuzzer({
  name: 'fuzz-imports',
  promise: 'a file from elsewhere is taken, and given back as it was, or refused by a rule',
  short: 250,
  open: (dataDir) => {
    const store = createImportStore({ dataDir })
    const imports = new Imports(store, new EventHub(), () => new Date(0))
    const add = async (files: readonly FileToImport[]) => {
      const { imports: added } = await imports.add(files, [])
      const ids = added.map(({ id }) => id)
      // A refusal by our own rules of what we took is a fault, not a refusal.
      importedSeries.parse(await imports.rows(ids).catch(own))
      await imports.remove(ids).catch(own)
    }
    return {
      make: (dice): Case => {
        const [what, , make] = dice.pick(weighted)
        return { what, input: make(dice) }
      },
      // Shortened cases may be other than what `make` makes, and are then refused.
      feed: ({ input }) => taken(() => add(input as FileToImport[])),
    }
  },
})

/** Turns any error into one that counts as a fault. */
function own(error: unknown): never {
  throw new Error(`what was taken cannot be used: ${String(error)}`, { cause: error })
}
