import type VChart from 'vue-echarts'
import { useDebounceFn } from '@vueuse/core'
import { computed, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { ChartOption } from '../../../../shared/charts/echarts'
import {
  plotAxes,
  pixelOf,
  spanOf,
  valueOf,
  type PlotAxes,
} from '../../../../shared/charts/compare-scale'
import type { ChartTheme } from '../../../../shared/charts/theme'
import type { ComparisonLine } from '../../../../shared/domain/compare/comparison-line'
import { nearestLine, pointNear, type PixelPlace } from './nearest-line'
import { overlayOn, type PlotArea } from './overlay'
import { plotArea } from './plot-area'
import { zoomedBy, type ZoomRange } from './zoom-steps'

interface Plotted {
  readonly option: ChartOption
  readonly lines: readonly ComparisonLine[]
  readonly theme: ChartTheme
  readonly logX: boolean
  readonly logY: boolean
  readonly x: number | null
}

/** So near in pixels the pointer must be to a line to mean it. */
const reach = 28
/** A zoom is told when the wheel or the slider has rested this long. */
const stillMs = 180

type Chart = InstanceType<typeof VChart>

/** The plot of a chart: from pixels to lines and back, and what is drawn over it. */
export function usePlot(
  chart: Readonly<ShallowRef<Chart | null>>,
  props: Plotted,
  broughtOut: ComputedRef<readonly ComparisonLine[]>,
) {
  const span = computed(() => spanOf(props.lines, props))
  let overlay: ReturnType<typeof overlayOn> | null = null
  let frame = 0

  const size = () => ({
    width: chart.value?.root?.clientWidth ?? 0,
    height: chart.value?.root?.clientHeight ?? 0,
  })
  const area = (): PlotArea => plotArea(props.option.grid, size().width, size().height)

  function axes(): PlotAxes | null {
    const shown = chart.value?.chart
    if (!shown || props.lines.length === 0) return null
    const found = plotAxes(span.value, props, (point) => {
      const pixels = shown.convertToPixel({ gridIndex: 0 }, point)
      return Array.isArray(pixels) ? pixels : []
    })
    return Number.isFinite(found.x.factor) && Number.isFinite(found.y.factor) ? found : null
  }

  function draw(): void {
    const shown = chart.value?.chart
    if (!shown || shown.isDisposed()) return
    overlay ??= overlayOn(shown)
    const found = axes()
    const lines = broughtOut.value
    const [first] = lines
    const { x, theme } = props
    const at = first && x !== null ? pointNear(first, x) : -1
    const isEmpty = x === null && lines.length === 0
    overlay.draw(found && !isEmpty ? { axes: found, area: area(), theme, x, lines, at } : null)
  }

  /** Draws what lies over the chart, once before the next frame. */
  function redraw(): void {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(draw)
  }
  watch([() => props.x, () => props.theme, broughtOut], redraw)

  /** What the pointer means: the line nearest to it and its point's x, or just the x below it. */
  function nearestTo(place: PixelPlace): { x: number | null; line: ComparisonLine | null } {
    const { x: left, y: top, width, height } = area()
    const inside =
      place.x >= left && place.x <= left + width && place.y >= top && place.y <= top + height
    const found = inside ? axes() : null
    if (!found) return { x: null, line: null }
    const near = nearestLine(props.lines, found, place, reach)
    if (near) return { x: near.line.xs[near.at] ?? null, line: near.line }
    return { x: valueOf(found.x, place.x), line: null }
  }

  /** What is to be seen of the horizontal axis; null for all of it. */
  function range(): ZoomRange | null {
    const found = axes()
    if (!found) return null
    const { x, width } = area()
    const whole = wholeOf(found)
    const shown = { from: valueOf(found.x, x), to: valueOf(found.x, x + width) }
    const slack = (whole.to - whole.from) * 1e-6
    return shown.from <= whole.from + slack && shown.to >= whole.to - slack ? null : shown
  }

  /** The axis may reach beyond the lines, as it does while runs grow. */
  function wholeOf({ x: axis }: PlotAxes): ZoomRange {
    const [from, to] = span.value.x
    const { x, width } = area()
    const own = (end: unknown, other: number) => (typeof end === 'number' ? end : other)
    // Our charts have one horizontal axis; its declared type covers those that have no ends.
    const declared = props.option.xAxis as { min?: unknown; max?: unknown } | undefined
    const edge = (at: number) => valueOf(axis, at)
    if (declared === undefined) return { from: edge(x), to: edge(x + width) }
    return { from: own(declared.min, from), to: own(declared.max, to) }
  }

  /** The part of the axis that a key leads to; undefined where it is not for zooming. */
  function zoomed({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent) {
    const found = axes()
    if (!found || ctrlKey || metaKey || altKey) return undefined
    const whole = wholeOf(found)
    const name = shiftKey && key.startsWith('Arrow') ? `Shift+${key}` : key
    return zoomedBy(name, range() ?? whole, whole, props.logX)
  }

  function tipPlace(x: number): { x: number; y: number; width: number; height: number } {
    const found = axes()
    const { y, height } = area()
    return { x: found ? pixelOf(found.x, x) : 0, y: y + height * 0.08, ...size() }
  }

  const whenStill = useDebounceFn((act: () => void) => act(), stillMs)
  return { redraw, nearestTo, range, zoomed, tipPlace, whenStill }
}
