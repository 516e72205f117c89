import type { ECharts } from '../shared/charts/echarts'
import { styleOf } from '../shared/charts/palette'
import type { CompareLook, CurveMetric } from '../shared/domain/compare/compare-view'
import type { ComparisonLine } from '../shared/domain/compare/comparison-line'
import { curveMetricTexts, formatCurveValue } from '../shared/domain/compare/metric-text'
import { xAxisTexts } from '../shared/domain/compare/x-axis'

/** More would hide the chart. */
const mostShown = 12
const away = 16

interface Pointed {
  readonly lines: readonly ComparisonLine[]
  readonly metric: CurveMetric
  readonly look: CompareLook
}

/** Index of the value nearest to x among ascending ones; -1 without any. */
function nearest(xs: Float64Array, x: number): number {
  let found = -1
  for (let at = 0; at < xs.length; at++) {
    const before = Math.abs((xs[found] ?? Infinity) - x)
    if (Math.abs((xs[at] ?? Infinity) - x) < before) found = at
  }
  return found
}

interface Value {
  readonly line: ComparisonLine
  readonly x: number
  readonly y: number
}

function valuesAt({ lines, metric }: Pointed, x: number): readonly Value[] {
  const found = lines.flatMap((line): Value[] => {
    const at = nearest(line.xs, x)
    const y = line.ys[at] ?? NaN
    return Number.isFinite(y) ? [{ line, x: line.xs[at] ?? NaN, y }] : []
  })
  const sign = curveMetricTexts[metric].lowerIsBetter ? 1 : -1
  return found.sort((a, b) => sign * (a.y - b.y))
}

/** The values at one place: lines whose last point lies elsewhere are not among them. */
function fill(box: HTMLElement, pointed: Pointed, at: readonly [x: number, y: number]): boolean {
  const all = valuesAt(pointed, at[0])
  const closest = all.reduce<Value | null>(
    (best, each) =>
      Math.abs(each.x - at[0]) < Math.abs((best?.x ?? Infinity) - at[0]) ? each : best,
    null,
  )
  if (!closest) return false
  const values = all.filter(({ x }) => x === closest.x)
  const chosen = values.reduce((best, each) =>
    Math.abs(each.y - at[1]) < Math.abs(best.y - at[1]) ? each : best,
  )
  const first = Math.max(
    0,
    Math.min(values.indexOf(chosen) - mostShown / 2, values.length - mostShown),
  )
  const heading = document.createElement('b')
  heading.textContent = xAxisTexts[pointed.look.x].at(closest.x)
  const rows = values.slice(first, first + mostShown).map((value) => rowOf(value, pointed, chosen))
  const more = values.length - rows.length
  const rest = document.createElement('div')
  rest.textContent = more > 0 ? `and ${more} more` : ''
  box.replaceChildren(heading, ...rows, rest)
  return true
}

function rowOf(value: Value, { metric }: Pointed, chosen: Value): HTMLElement {
  const row = document.createElement('div')
  const swatch = document.createElement('i')
  const name = document.createElement('span')
  const number = document.createElement('span')
  row.className = value === chosen ? 'row chosen' : 'row'
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches
  swatch.style.background = styleOf(value.line.style, dark ? 'dark' : 'light').colour
  name.textContent = value.line.name
  number.textContent = formatCurveValue(metric, value.y)
  row.append(swatch, name, number)
  return row
}

/** Shows beside the pointer what the lines are there. */
export function followPointer(chart: ECharts, place: HTMLElement, pointed: Pointed): void {
  const box = document.createElement('div')
  box.className = 'values'
  box.hidden = true
  box.setAttribute('aria-hidden', 'true')
  place.append(box)
  place.addEventListener('mousemove', ({ clientX, clientY }) => {
    const { left, top, width } = place.getBoundingClientRect()
    const pixel = [clientX - left, clientY - top]
    const inside = chart.containPixel({ gridIndex: 0 }, pixel)
    const [x = NaN, y = NaN] = inside ? chart.convertFromPixel({ gridIndex: 0 }, pixel) : []
    box.hidden = !inside || !fill(box, pointed, [x, y])
    const [at = 0, down = 0] = pixel
    const turned = at > width / 2
    box.style.left = turned ? 'auto' : `${at + away}px`
    box.style.right = turned ? `${width - at + away}px` : 'auto'
    box.style.top = `${Math.max(0, down - box.offsetHeight / 2)}px`
  })
  place.addEventListener('mouseleave', () => (box.hidden = true))
}
