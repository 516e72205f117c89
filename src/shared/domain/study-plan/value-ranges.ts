import { shownValue } from '../recipe-field'

/** As many trials as a study may have; each value makes at least one. */
export const mostValues = 1_000

/** Says what is wrong with a text that stands for values. */
export class ValueFault extends Error {
  override readonly name = 'ValueFault'
}

/** Three digits tell two points of a range apart, and can still be read. */
const tidy = (value: number) => Number(value.toPrecision(3))

const number = String.raw`[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?`
const range = new RegExp(
  String.raw`^(${number})(%?)\s*(?:\.\.|…|to)\s*(${number})(%?)(?:\s*(log|lin|step|x)?\s*(${number}))?$`,
  'i',
)
/** Seeds and sizes are written like this, too. */
const wholeRange = /^(\d+)\s*[-–]\s*(\d+)$/

interface Range {
  readonly from: number
  readonly to: number
  readonly by: string
  readonly amount: number
}

function spread({ from, to, by, amount }: Range, text: string): readonly number[] {
  const points = Math.round(amount)
  if (by === 'lin' || by === 'log') {
    if (points < 2 || points > mostValues || points !== amount) {
      throw new ValueFault(
        `“${text}” must have 2 to ${mostValues} values; it asks for ${shownValue(amount)}.`,
      )
    }
    if (by === 'log' && (from <= 0 || to <= 0)) {
      throw new ValueFault(
        `“${text}” has equal factors between its values, so both ends must be above 0.`,
      )
    }
    return Array.from({ length: points }, (_, index) => {
      if (index === 0) return from
      if (index === points - 1) return to
      const share = index / (points - 1)
      return tidy(by === 'log' ? from * (to / from) ** share : from + (to - from) * share)
    })
  }
  return walked({ from, to, by, amount }, text)
}

/** From one end until the other is passed. */
function walked({ from, to, by, amount }: Range, text: string): readonly number[] {
  const grows = to >= from
  const leads = by === 'x' ? amount > 0 && amount !== 1 && amount > 1 === grows : amount > 0
  if (!leads || (by === 'x' && from <= 0)) {
    throw new ValueFault(`“${text}” never gets from ${from} to ${to} by ${shownValue(amount)}.`)
  }
  const values: number[] = []
  const close = Math.abs(to - from) * 1e-9
  for (let index = 0; index <= mostValues; index++) {
    const value = by === 'x' ? from * amount ** index : from + (grows ? 1 : -1) * amount * index
    if (grows ? value > to + close : value < to - close) return values
    values.push(Number(value.toPrecision(12)))
  }
  throw new ValueFault(`“${text}” has more than ${mostValues} values.`)
}

/**
 * The values of a range such as "1..5", "0.01..1 log 5", "8..64 x 2" or "5%..20% lin 4"; null for a
 * text that is none. Values between the ends are rounded to three digits, or to whole numbers. Throws a
 * {@link ValueFault}.
 */
export function readRange(part: string, whole: boolean): readonly unknown[] | null {
  const plain = whole ? wholeRange.exec(part) : null
  if (plain)
    return spread({ from: Number(plain[1]), to: Number(plain[2]), by: 'step', amount: 1 }, part)
  const found = range.exec(part)
  if (!found) return null
  const [, from = '', percent, to = '', percentTo, word, amount] = found
  if (percent !== percentTo) throw new ValueFault(`“${part}” has a % at one end only.`)
  if (amount === undefined && !whole) {
    throw new ValueFault(
      `“${part}” does not say how many; write “${part} lin 5” or “${part} log 5”.`,
    )
  }
  const by = word?.toLowerCase() ?? (amount === undefined ? 'step' : 'lin')
  const values = spread(
    { from: Number(from), to: Number(to), by, amount: Number(amount ?? 1) },
    part,
  )
  const fitting = whole ? values.map(Math.round) : values
  return percent === '%' ? fitting.map((value) => `${value}%`) : fitting
}
