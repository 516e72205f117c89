import type { FileToImport } from '../../../shared/contract/imports'
import { runInEvents, type EventSource } from './events/event-runs'
import { startsAsRecords } from './events/records'
import { fileFault } from './file-fault'
import type { Found } from './found-run'
import { runsInJson } from './json-runs'
import { readTable } from './table'
import { runsInTable } from './table-runs'
import { isTensorboardTable, runsInTensorboardTable } from './tensorboard-csv'
import { withoutArchives } from './unzip'
import { wordMap } from './word-map'

const foldersOf = (path: string) =>
  path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.')

const fileName = (path: string) => foldersOf(path).at(-1) ?? path

/** Names that say nothing without their folder's. */
const generic = /^(logs?|history|train(ing)?|metrics|results?|output|version_\d+)$/i

/** The last part of a path, with its folder where the part alone says nothing. */
function telling(parts: readonly string[]): string | undefined {
  const [last, folder] = parts.slice(-2).reverse()
  if (last === undefined || folder === undefined) return last
  return generic.test(last) ? `${folder}/${last}` : last
}

const withoutEnding = (name: string) => name.replace(/\.(csv|tsv|txt|json|log)$/i, '')

const isEventFile = ({ path, bytes }: FileToImport) =>
  /tfevents/.test(fileName(path)) || startsAsRecords(bytes)

const parts = wordMap<NonNullable<EventSource['part']>>({
  train: 'train',
  validation: 'validation',
  val: 'validation',
  test: 'test',
})

/** Event files by their run: Keras keeps those of training and validation in folders of a run's. */
function byRun(files: readonly FileToImport[]) {
  const runs = new Map<string, { name: string; source: string; sources: EventSource[] }>()
  for (const { path, bytes } of files) {
    const folders = foldersOf(path).slice(0, -1)
    const part = parts.get(folders.slice(-1).join()) ?? null
    const own = part === null ? folders : folders.slice(0, -1)
    // A file alone has no folder to tell what belongs to it.
    const key = folders.length === 0 ? path : own.join('/')
    const name = telling(own) ?? fileName(path)
    const run = runs.get(key) ?? { name, source: key === '' ? path : key, sources: [] }
    run.sources.push({ file: path, bytes, part })
    runs.set(key, run)
  }
  return [...runs.values()]
}

function textOf({ path, bytes }: FileToImport): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    const text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // Told below, as what is text of no kind.
  }
  throw fileFault(
    path,
    null,
    'it must be a CSV or JSON file in UTF-8, an event file of TensorBoard, or a zip of such files',
  )
}

/** The runs in a CSV or JSON file. */
function readText(file: FileToImport): Found {
  const text = textOf(file)
  const name = telling(foldersOf(withoutEnding(file.path))) ?? file.path
  if (/^\s*[[{]/.test(text)) return runsInJson(file.path, name, text)
  const table = readTable(file.path, text)
  return isTensorboardTable(table) ? runsInTensorboardTable(table, name) : runsInTable(table, name)
}

/** The runs in files of any kind that is known; `bad-input` names the file, the place and the rule. */
export function readFiles(given: readonly FileToImport[]): Found {
  const files = withoutArchives(given)
  const found = [
    ...files.filter((file) => !isEventFile(file)).map(readText),
    ...byRun(files.filter(isEventFile)).map(({ name, source, sources }) =>
      runInEvents(name, source, sources),
    ),
  ]
  return {
    runs: found.flatMap(({ runs }) => runs),
    notices: found.flatMap(({ notices }) => notices),
  }
}
