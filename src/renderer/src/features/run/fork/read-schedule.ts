import { jsonFault } from '../../../../../shared/domain/json-fault'
import { readSpec, ScheduleError, type ScheduleSpec } from '../../../../../shared/domain/schedule'
import { texts } from '../../../texts'

/** A schedule that was read, or what is wrong: the line or the field, and the rule. */
export type ReadSchedule =
  | { readonly ok: true; readonly spec: ScheduleSpec }
  | { readonly ok: false; readonly problem: string }

/** A schedule as it is edited. */
export const scheduleJson = (spec: ScheduleSpec) => JSON.stringify(spec, null, 2)

/** Reads a schedule; never throws for what the text holds. */
export function readSchedule(text: string): ReadSchedule {
  if (text.trim() === '') return { ok: false, problem: texts.code.nothingGiven }
  const fault = jsonFault(text)
  if (fault) {
    return { ok: false, problem: texts.code.noJson(fault.line, fault.column, fault.expected) }
  }
  try {
    // What readSpec lets pass is a spec, which its own type does not say.
    return { ok: true, spec: readSpec(JSON.parse(text)) as unknown as ScheduleSpec }
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error
    return { ok: false, problem: error.message }
  }
}
