import type { PlotArea } from './overlay'

interface Margins {
  readonly left?: unknown
  readonly right?: unknown
  readonly top?: unknown
  readonly bottom?: unknown
}

const pixels = (margin: unknown) => (typeof margin === 'number' ? margin : 0)

/** The part inside the axes of a chart of this size, whose grid has margins in pixels. */
export function plotArea(grid: unknown, width: number, height: number): PlotArea {
  const grids: readonly unknown[] = Array.isArray(grid) ? grid : [grid]
  const { left, right, top, bottom }: Margins = grids[0] ?? {}
  return {
    x: pixels(left),
    y: pixels(top),
    width: Math.max(0, width - pixels(left) - pixels(right)),
    height: Math.max(0, height - pixels(top) - pixels(bottom)),
  }
}
