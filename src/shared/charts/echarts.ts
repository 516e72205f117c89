import {
  CustomChart,
  LineChart,
  type CustomSeriesOption,
  type LineSeriesOption,
} from 'echarts/charts'
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  TitleComponent,
  TooltipComponent,
  type AriaComponentOption,
  type DataZoomComponentOption,
  type GridComponentOption,
  type LegendComponentOption,
  type TitleComponentOption,
  type TooltipComponentOption,
} from 'echarts/components'
import { connect, init, setPlatformAPI, use, type ComposeOption, type ECharts } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

use([
  LineChart,
  CustomChart,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  TooltipComponent,
  TitleComponent,
  DataZoomComponent,
  AriaComponent,
  CanvasRenderer,
  SVGRenderer,
])

/** Options of the parts that are registered here, and of no others. */
export type ChartOption = ComposeOption<
  | LineSeriesOption
  | CustomSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
  | TitleComponentOption
  | DataZoomComponentOption
  | AriaComponentOption
>

/** The one ECharts of the page and the painter, with every part that our charts use. */
export const echarts = { init, connect, setPlatformAPI }

export type { ECharts }
