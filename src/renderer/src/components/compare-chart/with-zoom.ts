import type { ChartOption } from '../../../../shared/charts/echarts'
import type { ZoomRange } from './zoom-steps'

/** A chart's option that shows this part of its horizontal axis, or all of it again. */
export function withZoom(option: ChartOption, zoom: ZoomRange | null): ChartOption {
  const { dataZoom } = option
  const range = zoom ? { startValue: zoom.from, endValue: zoom.to } : { start: 0, end: 100 }
  const zooms = dataZoom === undefined ? [] : Array.isArray(dataZoom) ? dataZoom : [dataZoom]
  return { ...option, dataZoom: zooms.map((one) => ({ ...one, ...range })) }
}
