import type VChart from 'vue-echarts'
import { computed, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { ChartOption } from '../../../../shared/charts/echarts'
import type { ZoomRange } from './zoom-steps'

const shareOf = (zoom: ZoomRange | null) =>
  zoom ? { startValue: zoom.from, endValue: zoom.to } : { start: 0, end: 100 }

/** A chart's option that shows this part of its horizontal axis, or all of it again. */
export function withZoom(option: ChartOption, zoom: ZoomRange | null): ChartOption {
  const { dataZoom } = option
  const zooms = dataZoom === undefined ? [] : Array.isArray(dataZoom) ? dataZoom : [dataZoom]
  return { ...option, dataZoom: zooms.map((one) => ({ ...one, ...shareOf(zoom) })) }
}

/** True where both show the same, but for rounding. */
export function isSameZoom(a: ZoomRange | null, b: ZoomRange | null): boolean {
  if (!a || !b) return a === b
  const slack = Math.abs(a.to - a.from) * 1e-4
  return Math.abs(a.from - b.from) <= slack && Math.abs(a.to - b.to) <= slack
}

/**
 * The option that a chart is given. A new zoom alone makes no new option: the chart that is there
 * moves, unless it was the one that was zoomed.
 */
export function useZoom(
  chart: Readonly<ShallowRef<InstanceType<typeof VChart> | null>>,
  props: { readonly option: ChartOption; readonly zoom: ZoomRange | null },
  range: () => ZoomRange | null,
): ComputedRef<ChartOption> {
  let now = props.zoom
  watch(
    () => props.zoom,
    (zoom) => {
      now = zoom
      if (isSameZoom(zoom, range())) return
      // Each chart of the group hears of the zoom by itself.
      chart.value?.dispatchAction({ type: 'dataZoom', escapeConnect: true, ...shareOf(zoom) })
    },
  )
  return computed(() => withZoom(props.option, now))
}
