import type { ComparisonLine } from '../domain/compare/comparison-line'
import { drawing, stroke, type CompareSeriesParts, type Plot } from './compare-drawing'
import { drawBand, drawLine, drawMarks, type MarksShape } from './compare-shapes'
import { chartColours } from './theme'

/** The values before smoothing, faint. */
export const rawSeries = (parts: CompareSeriesParts) =>
  drawing(
    parts.lines.filter(({ raw }) => raw !== null),
    parts,
    {
      id: 'raw',
      z: 1,
      valuesOf: ({ raw }) => [raw],
      draw: (pen, { xs, ys, raw }, { axes, edges }) =>
        drawLine(pen, { axes, xs, ys: raw ?? ys, edges }),
      styleOf: (style) => stroke({ ...style, dash: [] }, 1, 0.3),
    },
  )

/** What lies around a group's centre. */
export const bandSeries = (parts: CompareSeriesParts) =>
  drawing(
    parts.lines.filter(({ low }) => low !== null),
    parts,
    {
      id: 'bands',
      z: 0,
      valuesOf: ({ low, high }) => [low, high],
      draw: (pen, { xs, ys, low, high }, { axes, bottom }) =>
        drawBand(pen, { axes, xs, low: low ?? ys, high: high ?? ys, bottom }),
      styleOf: ({ colour }) => ({ fill: colour, opacity: 0.16 }),
    },
  )

/** A mark stays in the plot, also where its line has no value beside it. */
function marksShape({ marks }: ComparisonLine, { axes, top, bottom }: Plot): MarksShape {
  const inside = 6
  return {
    points: marks.map(({ x, y, kind }) => {
      const pixel = axes.y.offset + axes.y.factor * (axes.y.logarithmic ? Math.log(y) : y)
      return {
        x: axes.x.offset + axes.x.factor * (axes.x.logarithmic ? Math.log(x) : x),
        y: Math.min(
          bottom - inside,
          Math.max(top + inside, Number.isFinite(pixel) ? pixel : bottom),
        ),
        cross: kind === 'diverged',
      }
    }),
  }
}

/** Where values are not finite, and where runs diverged. */
export const marksSeries = (parts: CompareSeriesParts) =>
  drawing(
    parts.lines.filter(({ marks }) => marks.length > 0),
    parts,
    {
      id: 'marks',
      z: 4,
      valuesOf: ({ ys }) => [ys],
      draw: (pen, line, plot) => drawMarks(pen, marksShape(line, plot)),
      styleOf: ({ colour }) => ({
        stroke: colour,
        fill: chartColours[parts.theme].background,
        lineWidth: 2,
      }),
    },
  )
