import { nothing, type FieldValue, type RunField } from '../domain/compare/field'
import { compareValues, valueKey } from '../domain/compare/run-fields'
import { formatTick } from './axes'
import { chartColours, chartFont, type ChartTheme } from './theme'

/** How a field lies on an axis: along a scale, or as words in a row. */
export interface FieldScale {
  readonly field: RunField
  readonly kind: 'value' | 'log' | 'time' | 'category'
  /** The words, in their order; empty for scales. */
  readonly words: readonly string[]
  /** Where a scale shows what has no value, below all that have one; null where nothing lacks. */
  readonly nothingAt: number | null
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

const below = 0.12

/** A place below all values, as far away as the eye needs. */
function placeBelow(numbers: readonly number[], kind: FieldScale['kind']): number {
  if (numbers.length === 0) return 0
  const [low, high] = [
    numbers.reduce((a, b) => Math.min(a, b)),
    numbers.reduce((a, b) => Math.max(a, b)),
  ]
  if (kind === 'log') return low / Math.max(1.5, (high / low) ** below)
  return low - below * (high > low ? high - low : Math.abs(low) || 1)
}

export interface ScaleOptions {
  readonly logarithmic?: boolean
  /** What has no value has a place, too: its run shall be drawn all the same. */
  readonly withNothing?: boolean
}

/** The scale for these values of a field; texts, flags and lists are words. */
export function fieldScale(
  field: RunField,
  values: readonly FieldValue[],
  { logarithmic = false, withNothing = false }: ScaleOptions = {},
): FieldScale {
  const lacks = withNothing && values.some((value) => value === null)
  if (isCounted(field)) {
    const kind = scaleKind(field, values, logarithmic)
    const numbers = values.filter((value) => typeof value === 'number')
    return { field, kind, words: [], nothingAt: lacks ? placeBelow(numbers, kind) : null }
  }
  const known = values.filter((value) => value !== null)
  const unique = [...new Map(known.map((value) => [valueKey(value), value])).values()]
  const words = unique.sort(compareValues).map((value) => field.format(value))
  const all = new Set(lacks ? [nothing, ...words] : words)
  return { field, kind: 'category', words: [...all], nothingAt: null }
}

/** Where a value lies on its axis; null for nothing, unless the scale has a place for it. */
export function placeOn(
  { field, kind, words, nothingAt }: FieldScale,
  value: FieldValue,
): number | string | null {
  if (kind === 'category') {
    const word = field.format(value)
    return words.includes(word) ? word : null
  }
  return typeof value === 'number' && Number.isFinite(value) ? value : nothingAt
}

/** Names that are longer would push the plot away. */
const wordWidth = 120

/** Axes round their ends; nearer than this is the same place. */
const sameShare = 1e-6

function tickOf({ field, nothingAt }: FieldScale) {
  const text = field.type === 'time' ? (value: number) => field.format(value) : formatTick
  if (nothingAt === null) return text
  const near = Math.abs(nothingAt) * sameShare
  // What lies below the place of nothing belongs to no value.
  return (value: number) =>
    value > nothingAt + near ? text(value) : value < nothingAt - near ? '' : nothing
}

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
  const along = {
    ...look,
    scale: true,
    ...(scale.nothingAt !== null && { min: scale.nothingAt }),
    axisLabel: { ...look.axisLabel, formatter: tickOf(scale) },
  }
  // A time axis would choose its own texts; ours says days and minutes as tables do.
  return scale.kind === 'log'
    ? { ...along, type: 'log' as const, name: `${title} (log)` }
    : { ...along, type: 'value' as const, name: title }
}
