import { z } from 'zod'
import { jsonFault } from '../domain/json-fault'
import { shownValue } from '../domain/recipe-field'
import type { StudyDraft } from '../domain/study-plan/draft'
import { studyFileKind, studyFileVersion } from '../domain/study-plan/study-file'
import { studyDraft } from './study-draft'

/** The study in a file, or what is wrong with it: the line or the fields, and the rules. */
export type ReadStudyFile =
  | { readonly ok: true; readonly draft: StudyDraft }
  | { readonly ok: false; readonly problem: string }

const head = z.looseObject({ kind: z.unknown().optional(), version: z.unknown().optional() })

function headFault(value: unknown): string | null {
  const read = head.safeParse(value)
  const kind = read.data?.kind
  if (kind !== studyFileKind) {
    return `it is no study file: kind must be "${studyFileKind}"; was ${shownValue(kind ?? value)}`
  }
  const version = read.data?.version
  if (version === studyFileVersion) return null
  return typeof version === 'number' && version > studyFileVersion
    ? `it was written by a newer Cooldown: version ${version}; this one reads up to ${studyFileVersion}`
    : `version must be ${studyFileVersion}; was ${shownValue(version)}`
}

/** The value; undefined where no fault was found only because the text is nested too deeply. */
function parsed(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

/** Reads the text of a study file. Never throws for what the text holds. */
export function readStudyFile(text: string): ReadStudyFile {
  // Editors of some systems put a mark in front that JSON does not know.
  const source = text.replace(/^\uFEFF/, '')
  const fault = jsonFault(source)
  if (fault) {
    const place = `line ${fault.line}, column ${fault.column}`
    return { ok: false, problem: `it is not JSON: at ${place}, expected ${fault.expected}` }
  }
  const value = parsed(source)
  if (value === undefined) return { ok: false, problem: 'it is nested too deeply to be read' }
  const problem = headFault(value)
  if (problem !== null) return { ok: false, problem }
  // The head has proved that it is an object.
  const read = studyDraft.safeParse((value as { study?: unknown }).study)
  if (read.success) return { ok: true, draft: read.data }
  const faults = read.error.issues.map(
    ({ path, message }) => ['study', ...path].join('.') + `: ${message}`,
  )
  const most = 5
  const more = faults.length > most ? [`and ${faults.length - most} more`] : []
  return { ok: false, problem: [...faults.slice(0, most), ...more].join('; ') }
}
