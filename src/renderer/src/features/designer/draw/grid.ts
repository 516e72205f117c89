import type { BoardPoint } from '../../../stores/drawing'

/** What the times and rates of a drawing are rounded to. */
export interface Grid {
  /** Epochs or steps of the run. */
  readonly units: number
  /** To whole units and two digits; else to hundredths of units and four digits. */
  readonly snaps: boolean
}

const fineParts = 100

/** The smallest difference between two times, as a share of the run. */
export const gapOf = ({ units, snaps }: Grid) => 1 / (snaps ? units : units * fineParts)

const digitsOf = ({ snaps }: Grid) => (snaps ? 2 : 4)

/** The place on the grid that is closest, inside the run and not below 0. */
export function onGrid([at, rate]: BoardPoint, grid: Grid): BoardPoint {
  const lines = Math.round(1 / gapOf(grid))
  const inside = Math.min(1, Math.max(0, at))
  return [Math.round(inside * lines) / lines, Number(Math.max(0, rate).toPrecision(digitsOf(grid)))]
}

/** The next rate of the grid above or below one that is greater than 0. */
export function nextRate(rate: number, direction: 1 | -1, grid: Grid): number {
  const digits = digitsOf(grid)
  // Just below a power of ten the steps are ten times finer.
  const decade = Math.floor(Math.log10(direction > 0 ? rate * (1 + 1e-9) : rate * (1 - 1e-9)))
  const step = 10 ** (decade - digits + 1)
  return Number(Math.max(0, rate + direction * step).toPrecision(digits))
}
