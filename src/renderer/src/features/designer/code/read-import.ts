import { jsonFault } from '../../../../../shared/domain/json-fault'
import { readSpec, ScheduleError, type ScheduleSpec } from '../../../../../shared/domain/schedule'
import {
  importSchedule,
  importSources,
  type ImportSource,
} from '../../../../../shared/domain/schedule/import'
import { texts } from '../../../texts'

/** What can be read: what libraries write, a table, and our own JSON. */
export const importForms = ['cooldown', ...importSources] as const
export type ImportForm = ImportSource | 'cooldown'

/** A schedule that was read, or what is wrong: the line or the field, and the rule. */
export type Imported =
  | { readonly ok: true; readonly spec: ScheduleSpec }
  | { readonly ok: false; readonly problem: string }

/** Fields that only what Keras serializes has. */
const kerasFields =
  /"(?:class_name|initial_learning_rate|decay_steps|boundaries|learning_rate)"\s*:/
const ownField = /"kind"\s*:/

/** What a text most likely is. */
export function guessForm(text: string): ImportForm {
  if (!/^[\s\uFEFF]*[{[]/.test(text)) return 'csv'
  if (ownField.test(text)) return 'cooldown'
  return kerasFields.test(text) ? 'keras' : 'pytorch'
}

/** Python writes numbers that JSON does not have; something else of their length stands in. */
const withoutPythonNumbers = (text: string) =>
  text.replace(/-?\bInfinity\b|\bNaN\b/g, (token) => '0'.padEnd(token.length))

function read(text: string, form: ImportForm): ScheduleSpec {
  if (form !== 'cooldown') return importSchedule(text, form)
  // What readSpec lets pass is a spec, which its own type does not say.
  return readSpec(JSON.parse(text)) as unknown as ScheduleSpec
}

/** Sentences start big; a field keeps its name as it is written. */
const told = ({ path, rule }: ScheduleError) =>
  path === '' ? rule.charAt(0).toUpperCase() + rule.slice(1) : `${path}: ${rule}`

/** Reads a schedule from a text of the form; never throws for what the text holds. */
export function readImport(given: string, form: ImportForm): Imported {
  const text = given.replace(/^\uFEFF/, '')
  const words = texts.code
  if (text.trim() === '') return { ok: false, problem: words.nothingGiven }
  if (form !== 'csv') {
    const fault = jsonFault(form === 'cooldown' ? text : withoutPythonNumbers(text))
    if (fault) {
      return { ok: false, problem: words.noJson(fault.line, fault.column, fault.expected) }
    }
  }
  try {
    return { ok: true, spec: read(text, form) }
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error
    return { ok: false, problem: told(error) }
  }
}
