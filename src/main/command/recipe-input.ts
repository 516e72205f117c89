import { InvalidArgumentError } from 'commander'
import type { z } from 'zod'
import { LabError } from '../../shared/contract/errors'
import { nameOf, readJson } from './schedule-files'

/** The JSON of a file, checked; what is wrong is told with the file, the field and the rule. */
export async function readChecked<Value>(file: string, schema: z.ZodType<Value>): Promise<Value> {
  const checked = schema.safeParse(await readJson(file))
  if (checked.success) return checked.data
  const faults = checked.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  )
  throw new LabError('bad-input', `${nameOf(file)}: ${faults.join('; ')}`)
}

interface Named {
  readonly id: string
}

/** Parses the id of a preset; commander shows the message beside the option's name. */
export function presetOf<Preset extends Named>(presets: readonly Preset[]) {
  return (id: string): Preset => {
    const found = presets.find((preset) => preset.id === id)
    if (found) return found
    throw new InvalidArgumentError(
      `It must be one of ${presets.map((each) => each.id).join(', ')}.`,
    )
  }
}
