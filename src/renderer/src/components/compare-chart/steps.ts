import type { ComparisonLine } from '../../../../shared/domain/compare/comparison-line'
import { pointNear, pointsAt, type LinePoint } from './nearest-line'

/** What a key does to the cursor. */
export type CursorStep = 'left' | 'right' | 'up' | 'down' | 'first' | 'last'

const steps: Readonly<Record<string, CursorStep>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
}

/** The step that a key asks for. */
export const stepOf = (key: string): CursorStep | undefined => steps[key]

const longest = (lines: readonly ComparisonLine[]) =>
  lines.reduce<ComparisonLine | undefined>(
    (best, line) => (line.xs.length > (best?.xs.length ?? 0) ? line : best),
    undefined,
  )

function along({ line, at }: LinePoint, by: number): LinePoint {
  for (let next = at + by; next >= 0 && next < line.xs.length; next += by) {
    if (Number.isFinite(line.ys[next] ?? NaN)) return { line, at: next }
  }
  return { line, at }
}

/** The line whose value is the next above or below at the same place. */
function across(lines: readonly ComparisonLine[], { line, at }: LinePoint, by: 1 | -1): LinePoint {
  const valueOf = (point: LinePoint) => point.line.ys[point.at] ?? NaN
  const here = pointsAt(lines, line.xs[at] ?? NaN)
  const sorted = [...here].sort((a, b) => valueOf(a) - valueOf(b))
  const place = sorted.findIndex((point) => point.line === line)
  return sorted[place + by] ?? { line, at }
}

/**
 * Where a step leads from a point of a line: along it, or to the line above or below. The first step
 * leads onto the longest line's last point. Null where there is nothing to stand on.
 */
export function stepped(
  lines: readonly ComparisonLine[],
  from: LinePoint | null,
  step: CursorStep,
): LinePoint | null {
  const start = longest(lines)
  const current = from ?? (start && { line: start, at: pointNear(start, Infinity) })
  if (!current || current.at < 0) return null
  if (!from) return current
  switch (step) {
    case 'left':
      return along(current, -1)
    case 'right':
      return along(current, 1)
    case 'up':
      return across(lines, current, 1)
    case 'down':
      return across(lines, current, -1)
    case 'first':
      return { line: current.line, at: pointNear(current.line, -Infinity) }
    case 'last':
      return { line: current.line, at: pointNear(current.line, Infinity) }
  }
}
