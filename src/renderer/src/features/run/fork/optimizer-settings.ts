import type { OptimizerSpec } from '../../../../../shared/domain/optimizer'
import { gradientFields, optimizerKinds } from '../../../../../shared/domain/optimizer-kinds'
import { faultOf, type Fields, type RecipeField } from '../../../../../shared/domain/recipe-field'
import { texts } from '../../../texts'

/** Settings as they stand in their fields: text, or whether a box is ticked. */
export type SettingTexts = Readonly<Record<string, string | boolean>>

/** A label as it begins a line. */
export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** A setting of an optimizer, by its name in the spec. */
export interface Setting {
  readonly name: string
  readonly field: RecipeField
}

/** What can be set of an optimizer's kind, its own settings first. */
export const settingsOf = (kind: OptimizerSpec['kind']): readonly Setting[] => {
  const fields: Fields = { ...optimizerKinds[kind].fields, ...gradientFields }
  return Object.entries(fields).map(([name, field]) => ({ name, field }))
}

/** A spec's settings as they stand in the fields; what it leaves out is empty. */
export function settingTexts(optimizer: OptimizerSpec): SettingTexts {
  // Every name is one of the spec's kind.
  const values = optimizer as unknown as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    settingsOf(optimizer.kind).map(({ name, field }) => [
      name,
      field.type === 'flag'
        ? (values[name] ?? field.fallback) === true
        : String((values[name] as number | undefined) ?? ''),
    ]),
  )
}

/** The optimizer that fields ask for, and what is wrong in them by the settings' names. */
export interface ReadSettings {
  readonly optimizer: OptimizerSpec
  readonly problems: Readonly<Record<string, string>>
}

/** Reads the fields; a setting that is as the spec has it stays as it is written there. */
export function readSettings(optimizer: OptimizerSpec, written: SettingTexts): ReadSettings {
  const before = settingTexts(optimizer)
  const spec = new Map<string, unknown>(Object.entries(optimizer))
  const problems: Record<string, string> = {}
  for (const { name, field } of settingsOf(optimizer.kind)) {
    const text = written[name]
    if (text === undefined || text === before[name]) continue
    const value = valueOf(text)
    const fault = value === undefined ? null : faultIn(field, value, text)
    if (fault !== null) problems[name] = fault
    else if (value === undefined) spec.delete(name)
    else spec.set(name, value)
  }
  // Each value was checked against its field.
  return { optimizer: Object.fromEntries(spec) as unknown as OptimizerSpec, problems }
}

function valueOf(text: string | boolean): number | boolean | undefined {
  if (typeof text === 'boolean') return text
  return text.trim() === '' ? undefined : Number(text)
}

function faultIn(field: RecipeField, value: number | boolean, text: string | boolean) {
  if (Number.isNaN(value))
    return texts.fork.notNumber(capitalised(field.label), String(text).slice(0, 24))
  const fault = faultOf(field, value)
  return fault === null ? null : `${capitalised(field.label)} ${fault}.`
}
