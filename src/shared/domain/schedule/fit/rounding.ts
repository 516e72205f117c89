import type { Duration } from '../fields'

/** How the numbers of a suggestion are written. */
export interface Rounding {
  /** A rate, a factor, an exponent. */
  readonly number: (value: number) => number
  /** A moment or a stretch, given in units: whole units, or a share of a long run. */
  readonly time: (units: number) => Duration
  /** A stretch that repeats, so that its error adds up: always whole units. */
  readonly period: (units: number) => number
}

/** As the search needs them. */
export const exact: Rounding = {
  number: (value) => value,
  time: (units) => units,
  period: (units) => units,
}

/** From here on people think in percent. */
const longRun = 1000

const digitsOf = (value: number, digits: number) => {
  const rounded = Number(value.toPrecision(digits))
  return Number.isFinite(rounded) ? rounded : value
}

/**
 * As people write them: numbers with `digits` significant ones; times in whole units, or in a run
 * of 1,000 units and more in percent, with one decimal where there are three digits.
 */
export function forPeople(digits: number, totalUnits: number): Rounding {
  const percent = (units: number): Duration => {
    const share = (100 * units) / totalUnits
    return `${Number(share.toFixed(digits < 3 ? 0 : 1))}%`
  }
  return {
    number: (value) => digitsOf(value, digits),
    time: totalUnits < longRun ? (units) => Math.round(units) : percent,
    period: (units) => Math.max(1, Math.round(digitsOf(units, Math.max(digits, 2)))),
  }
}
