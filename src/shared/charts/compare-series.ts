import type { ComparisonLine } from '../domain/compare/comparison-line'
import { shownValue } from './axes'
import { bandSeries, marksSeries, rawSeries } from './compare-around'
import { drawing, stroke, type CompareSeriesParts } from './compare-drawing'
import { drawLine } from './compare-shapes'
import { line as plainLine, markerSize, markerSizeAt, type Point } from './lines'
import { styleOf } from './palette'

/** More lines than this are drawn without markers, all by one series. */
export const mostPlainLines = 60

const isCrowd = (lines: readonly ComparisonLine[]) => lines.length > mostPlainLines

/** The arrays of several lines one after the other, with a gap between them. */
function joined(lines: readonly ComparisonLine[], of: (line: ComparisonLine) => Float64Array) {
  const values = new Float64Array(lines.reduce((sum, { xs }) => sum + xs.length + 1, 0)).fill(NaN)
  let from = 0
  for (const line of lines) {
    values.set(of(line), from)
    from += line.xs.length + 1
  }
  return values
}

/** Lines of one style as one, since a browser draws twenty long ones faster than a thousand. */
function mergedByStyle(lines: readonly ComparisonLine[]): readonly ComparisonLine[] {
  const styles = new Map<number, ComparisonLine[]>()
  for (const line of lines) {
    const alike = styles.get(line.style)
    if (alike) alike.push(line)
    else styles.set(line.style, [line])
  }
  return [...styles.values()].flatMap((alike) => {
    const [first] = alike
    if (!first) return []
    return [{ ...first, xs: joined(alike, ({ xs }) => xs), ys: joined(alike, ({ ys }) => ys) }]
  })
}

const crowdSeries = (parts: CompareSeriesParts) =>
  drawing(mergedByStyle(parts.lines), parts, {
    id: 'lines',
    z: 2,
    valuesOf: ({ ys }) => [ys],
    draw: (pen, { xs, ys }, { axes, edges }) => drawLine(pen, { axes, xs, ys, edges }),
    styleOf: (style) => stroke({ ...style, dash: [] }, 1, 0.8),
  })

const fewLines = 12

const points = ({ xs, ys }: ComparisonLine, { logX, logY }: CompareSeriesParts): Point[] =>
  Array.from(xs.keys())
    .filter((at) => !logX || (xs[at] ?? NaN) > 0)
    .map((at) => [xs[at] ?? NaN, shownValue(ys[at] ?? NaN, logY)])

/**
 * A marker at every tenth part of a line and at its head; the other points get none at all, since
 * hidden ones would take as long to draw.
 */
function markedAt(line: ComparisonLine, marker: string) {
  const lengths = { total: line.xs.length, axisLength: line.xs.length, shift: line.style }
  return (_value: unknown, { dataIndex }: { dataIndex: number }) =>
    markerSizeAt(dataIndex, lengths) > 0 ? marker : 'none'
}

const plainSeries = (parts: CompareSeriesParts) =>
  parts.lines.map((line) => {
    const style = styleOf(line.style, parts.theme)
    return {
      ...plainLine({
        id: line.id,
        name: line.name,
        points: points(line, parts),
        style,
        width: parts.lines.length > fewLines ? 1.4 : 2,
        shift: line.style,
        axisLength: line.xs.length,
      }),
      symbol: markedAt(line, style.marker),
      symbolSize: markerSize,
      sampling: undefined,
      emphasis: { disabled: true },
      silent: true,
      z: 2,
    }
  })

/** Entries of the legend: lines without points, first in the list, where ECharts finds them. */
function legendSeries({ lines, legendEntries, legendNames, theme }: CompareSeriesParts) {
  const styles = new Map(lines.map((line, at) => [legendNames[at] ?? line.name, line.style]))
  return legendEntries.map((name) => {
    const style = styleOf(styles.get(name) ?? 0, theme)
    const dash = isCrowd(lines) ? [] : style.dash
    return {
      ...plainLine({
        id: `legend:${name}`,
        name,
        points: [],
        style: { ...style, dash },
        width: 2,
        shift: 0,
        axisLength: 1,
      }),
      legendHoverLink: false,
      emphasis: { disabled: true },
      silent: true,
    }
  })
}

/** The series of a panel: bands, faint raw lines, lines, and marks over them. */
export function compareSeries(parts: CompareSeriesParts) {
  const around = [bandSeries(parts), rawSeries(parts), marksSeries(parts)]
  const lines = isCrowd(parts.lines) ? [crowdSeries(parts)] : plainSeries(parts)
  return [
    ...legendSeries(parts),
    ...lines,
    ...around.filter(({ data }) => Array.isArray(data) && data.length > 0),
  ]
}
