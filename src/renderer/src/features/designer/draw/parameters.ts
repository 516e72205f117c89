import { plural } from '../../../../../shared/domain/format'
import { formatRate } from '../../../../../shared/domain/format-rate'
import {
  definitionOf,
  type Duration,
  type Field,
  type NestedSpec,
  type ScheduleKind,
  type Unit,
} from '../../../../../shared/domain/schedule'
import { texts } from '../../../texts'

/** A parameter of a schedule in words. */
export interface Parameter {
  readonly label: string
  readonly value: string
}

const durationText = (value: Duration, per: Unit) =>
  typeof value === 'number'
    ? plural(Number(value.toPrecision(6)), texts.draw.unit[per])
    : texts.draw.ofRun(value)

/** A value that has been read against its field; null for one that is told elsewhere. */
function valueText(field: Field, value: unknown, per: Unit): string | null {
  switch (field.type) {
    case 'number':
    case 'optional-number':
      return formatRate(value as number)
    case 'duration':
    case 'optional-duration':
      return durationText(value as Duration, per)
    case 'flag':
      return value === true ? texts.draw.yes : texts.draw.no
    case 'choice':
    case 'optional-choice':
      return String(value).replaceAll('-', ' ')
    case 'moments':
      return (value as readonly Duration[]).map((each) => durationText(each, per)).join(', ')
    case 'rates':
      return (value as readonly number[]).map(formatRate).join(', ')
    case 'points':
      return plural((value as readonly unknown[]).length, texts.draw.point)
    case 'text':
      return String(value)
    case 'momentum':
    case 'schedule':
    case 'parts':
    case 'factors':
      return null
  }
}

/**
 * What a suggested schedule sets, in words: fields as they come, those of a schedule inside it
 * after its own. What is left out, or says the same as leaving it out, is not told.
 */
export function parametersOf(spec: NestedSpec, inherited: Unit): readonly Parameter[] {
  const per = (spec.per as Unit | undefined) ?? inherited
  // A suggestion has been compiled, so its kind is known.
  const { fields } = definitionOf(spec.kind as ScheduleKind)
  return Object.entries<Field>(fields)
    .flatMap(([name, field]) => {
      const value = spec[name]
      if (value === undefined || ('fallback' in field && value === field.fallback)) return []
      const text = valueText(field, value, per)
      return text === null ? [] : [{ label: field.label, value: text }]
    })
    .concat('schedule' in spec ? parametersOf(spec.schedule as NestedSpec, per) : [])
}
