import type { Recipe } from '../../recipe'
import {
  definitionOf,
  ScheduleError,
  type Field,
  type NestedSpec,
  type ScheduleKind,
} from '../../schedule'
import { readField } from '../../schedule/read-fields'
import { valueAt, withValueAt } from './recipe-path'
import { topRateOf, withTopRate } from './top-rate'
import type { Setting, SettingType } from './setting'

const typeOf = (field: Field): SettingType | null => {
  switch (field.type) {
    case 'number':
    case 'optional-number':
      return 'number'
    case 'duration':
    case 'optional-duration':
      return 'duration'
    case 'choice':
    case 'optional-choice':
      return 'choice'
    case 'flag':
      return 'flag'
    case 'moments':
    case 'rates':
    case 'points':
    case 'momentum':
    case 'text':
    case 'schedule':
    case 'parts':
    case 'factors':
      return null
  }
}

function faultIn(field: Field, value: unknown): string | null {
  try {
    readField('value', field, value, () => undefined)
    return null
  } catch (error) {
    if (error instanceof ScheduleError) return error.rule
    throw error
  }
}

function fieldSetting(path: string, name: string, field: Field, where: string): Setting | null {
  const type = typeOf(field)
  if (!type) return null
  const at = `${path}.${name}`
  const usual: unknown = 'fallback' in field ? field.fallback : undefined
  return {
    path: at,
    group: 'schedule',
    label: where === '' ? field.label : `${where}: ${field.label}`,
    meaning: field.help ?? '',
    type,
    whole: 'whole' in field && field.whole === true,
    choices: 'choices' in field ? field.choices : [],
    optional: field.type.startsWith('optional-') || usual !== undefined,
    usual,
    fault: (value) => faultIn(field, value),
    read: (recipe) => valueAt(recipe, at),
    write: (recipe, value) => withValueAt(recipe, at, value),
  }
}

const unit = (path: string): Setting => ({
  path: `${path}.per`,
  group: 'schedule',
  label: 'set before every',
  meaning: 'A rate is held for an epoch, or set anew before every step',
  type: 'choice',
  whole: false,
  choices: ['epoch', 'step'],
  optional: false,
  usual: undefined,
  fault: (value) => (value === 'epoch' || value === 'step' ? null : 'must be one of epoch, step'),
  read: (recipe) => valueAt(recipe, `${path}.per`),
  write: (recipe, value) => withValueAt(recipe, `${path}.per`, value),
})

/** The rate by which schedules of all kinds can be made larger or smaller alike. */
export const topRate: Setting = {
  path: 'rate',
  group: 'schedule',
  label: 'rate',
  meaning:
    'The rate that the schedule begins with, peaks at or holds; a schedule without such a field is scaled',
  type: 'number',
  whole: false,
  choices: [],
  optional: false,
  usual: undefined,
  fault: (value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0
      ? null
      : `must be a number, at least 0; was ${String(value)}`,
  read: (recipe) => topRateOf(recipe) ?? undefined,
  // Only what has no fault is written.
  write: (recipe, value) => withTopRate(recipe, value as number),
}

/** The fields of a schedule, and of the one that it wraps, if it does. */
function within(path: string, spec: NestedSpec, where: string): readonly Setting[] {
  const { fields, title } = definitionOf(spec.kind as ScheduleKind)
  const own = Object.entries<Field>(fields)
    // A rate by that very name is the setting that all schedules have.
    .filter(([name]) => where !== '' || name !== topRate.path)
    .flatMap(([name, field]) => fieldSetting(path, name, field, where) ?? [])
  const inner = spec.schedule
  if (typeof inner !== 'object' || inner === null || !('kind' in inner)) return own
  const innerTitle = definitionOf((inner as NestedSpec).kind as ScheduleKind).title
  const deeper = within(`${path}.schedule`, inner as NestedSpec, innerTitle.toLowerCase())
  return where === '' ? [...named(own, title), ...deeper] : [...own, ...deeper]
}

/** A wrapper's own fields, told apart from those of what it wraps. */
const named = (settings: readonly Setting[], title: string): readonly Setting[] =>
  settings.map((each) => ({ ...each, label: `${title.toLowerCase()}: ${each.label}` }))

/** What can be set of a recipe's schedule. */
export const scheduleSettings = ({ schedule }: Recipe): readonly Setting[] => [
  topRate,
  unit('schedule'),
  ...within('schedule', schedule, ''),
]
