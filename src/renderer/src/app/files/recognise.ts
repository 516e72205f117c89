import { jsonFault } from '../../../../shared/domain/json-fault'
import { scheduleKinds } from '../../../../shared/domain/schedule'
import { studyFileKind } from '../../../../shared/domain/study-plan/study-file'

/** What a file is to Cooldown. */
export type FileKind = 'schedule' | 'study' | 'curves' | 'bundle' | 'unknown'

/** What its name alone tells; what is JSON is told by what is in it. */
export function kindByName(path: string): FileKind | 'json' {
  const name = path.replace(/^.*\//, '').toLowerCase()
  if (name.includes('tfevents')) return 'curves'
  if (name.endsWith('.zip')) return 'bundle'
  if (/[.](csv|tsv|jsonl|ndjson)$/.test(name)) return 'curves'
  return name.endsWith('.json') ? 'json' : 'unknown'
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names that only a schedule of Keras, or the state of one of PyTorch, has. */
const scheduleNames = [
  'class_name',
  'initial_learning_rate',
  'decay_steps',
  'last_epoch',
  'base_lrs',
  '_step_count',
]

/** What a text in JSON is; text that is no JSON is taken for what its writer meant it to be. */
export function kindOfJson(text: string): FileKind {
  const source = text.replace(/^\uFEFF/, '')
  if (jsonFault(source)) {
    // A file of curves in which each line is JSON is none as a whole; its reader tells what is wrong.
    return /"kind"\s*:/.test(source) ? 'schedule' : 'curves'
  }
  const value: unknown = JSON.parse(source)
  if (!isObject(value)) return Array.isArray(value) ? 'curves' : 'unknown'
  if (value.kind === studyFileKind) return 'study'
  if (typeof value.kind === 'string' && Object.hasOwn(scheduleKinds, value.kind)) return 'schedule'
  if (scheduleNames.some((name) => name in value)) return 'schedule'
  return 'curves'
}

/** What dragged files promise to become, as far as their types tell before they are let go. */
export type Expectation = Exclude<FileKind, 'unknown'> | 'json' | 'any'

const byType: Readonly<Record<string, Expectation>> = {
  'application/json': 'json',
  'text/csv': 'curves',
  'text/tab-separated-values': 'curves',
  'application/vnd.ms-excel': 'curves',
  'application/zip': 'bundle',
  'application/x-zip-compressed': 'bundle',
  // Systems know no type of event files, nor of folders.
  '': 'any',
  'application/octet-stream': 'any',
}

/** What these types of files may be, and types that cannot be opened. */
export function expectationOf(types: readonly string[]): {
  readonly kinds: readonly Expectation[]
  readonly refused: readonly string[]
} {
  const known = types.flatMap((type) => byType[type] ?? [])
  const refused = types.filter((type) => byType[type] === undefined)
  return { kinds: [...new Set(known)], refused: [...new Set(refused)] }
}
