import type { ScheduleSpec } from '../kinds'
import { readSpec } from '../read-spec'
import { fromCsv } from './csv'
import { fromKeras } from './keras'
import { fromPytorch } from './pytorch'

export { pointsFromRates } from './points'

/** Where {@link importSchedule} can read from. */
export const importSources = ['keras', 'pytorch', 'csv'] as const
/** A form that schedules can be read from. */
export type ImportSource = (typeof importSources)[number]

const readers = { keras: fromKeras, pytorch: fromPytorch, csv: fromCsv }

/**
 * A spec from a library's own form of a schedule, or from a table. Throws a ScheduleError that names
 * the field or the line, the value and the rule.
 *
 * - `keras`: JSON of `keras.saving.serialize_keras_object(schedule)`, of a schedule's `get_config()`
 *   (with `class_name` beside it where its fields do not tell), or of an optimizer that has one.
 *   Per step, as Keras counts.
 * - `pytorch`: JSON of `{"class": "StepLR", "state": scheduler.state_dict()}`; also the bare state
 *   where its fields tell the class. OneCycleLR needs `"optimizer": optimizer.state_dict()` beside
 *   it, ReduceLROnPlateau has its first rate in `"initial"` or the state's latest. Per epoch, but
 *   OneCycleLR and CyclicLR per step, unless `"per"` says otherwise. What a scheduler does from its
 *   start counts, not how far it had got.
 * - `csv`: a header with `step` or `epoch` and `rate`, `learning_rate` or `lr`; commas, semicolons or
 *   tabs; rows in rising order. Straight lines between the rows, whose rates stay exact.
 */
export function importSchedule(text: string, from: ImportSource): ScheduleSpec {
  const spec = readers[from](text)
  readSpec(spec)
  return spec
}
