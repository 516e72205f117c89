import type { FieldValue, RunField } from '../domain/compare/field'
import { compareValues, valueKey } from '../domain/compare/run-fields'
import { formatTick } from './axes'
import { chartColours, chartFont, type ChartTheme } from './theme'

/** How a field lies on an axis: along a scale, or as words in a row. */
export interface FieldScale {
  readonly field: RunField
  readonly kind: 'value' | 'log' | 'time' | 'category'
  /** The words, in their order; empty for scales. */
  readonly words: readonly string[]
}

const isCounted = ({ type }: RunField) => type === 'number' || type === 'time'

/** A logarithmic axis takes numbers above 0 only: with any other it stays a plain one. */
function scaleKind(field: RunField, values: readonly FieldValue[], logarithmic: boolean) {
  if (field.type === 'time') return 'time' as const
  const numbers = values.flatMap((value) => (typeof value === 'number' ? value : []))
  return logarithmic && numbers.length > 0 && numbers.every((value) => value > 0)
    ? ('log' as const)
    : ('value' as const)
}

/** The scale for these values of a field; texts, flags and lists are words. */
export function fieldScale(
  field: RunField,
  values: readonly FieldValue[],
  logarithmic = false,
): FieldScale {
  if (isCounted(field)) return { field, kind: scaleKind(field, values, logarithmic), words: [] }
  const known = values.filter((value) => value !== null)
  const unique = [...new Map(known.map((value) => [valueKey(value), value])).values()]
  const words = unique.sort(compareValues).map((value) => field.format(value))
  return { field, kind: 'category', words: [...new Set(words)] }
}

/** Where a value lies on its axis; null for nothing, and for what a scale has no place for. */
export function placeOn({ field, kind }: FieldScale, value: FieldValue): number | string | null {
  if (value === null) return null
  if (kind === 'category') return field.format(value)
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** Names that are longer would push the plot away. */
const wordWidth = 120

const tickOf = ({ field }: FieldScale) =>
  field.type === 'time'
    ? (value: number) => field.format(value)
    : (value: number) => formatTick(value)

const looks = (theme: ChartTheme) => {
  const { axis, quietText, grid } = chartColours[theme]
  return {
    nameTextStyle: { color: quietText, fontFamily: chartFont, fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: axis } },
    axisTick: { show: true, lineStyle: { color: axis } },
    splitLine: { show: true, lineStyle: { color: grid } },
    axisLabel: { color: quietText, fontFamily: chartFont, fontSize: 11, hideOverlap: true },
  }
}

/** The axis of a scale, without its place: type, words and looks. */
export function fieldAxis(scale: FieldScale, theme: ChartTheme) {
  const look = looks(theme)
  const { title } = scale.field
  if (scale.kind === 'category') {
    const cut = { width: wordWidth, overflow: 'truncate' as const }
    return {
      ...look,
      type: 'category' as const,
      name: title,
      data: [...scale.words],
      splitLine: { show: false },
      axisLabel: { ...look.axisLabel, ...cut },
    }
  }
  const along = { ...look, scale: true, axisLabel: { ...look.axisLabel, formatter: tickOf(scale) } }
  // A time axis would choose its own texts; ours says days and minutes as tables do.
  return scale.kind === 'log'
    ? { ...along, type: 'log' as const, name: `${title} (log)` }
    : { ...along, type: 'value' as const, name: title }
}
