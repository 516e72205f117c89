import {
  CustomChart,
  LineChart,
  ParallelChart,
  ScatterChart,
  type CustomSeriesOption,
  type LineSeriesOption,
  type ParallelSeriesOption,
  type ScatterSeriesOption,
} from 'echarts/charts'
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  ParallelComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
  type AriaComponentOption,
  type DataZoomComponentOption,
  type GridComponentOption,
  type LegendComponentOption,
  type TitleComponentOption,
  type TooltipComponentOption,
  type VisualMapComponentOption,
} from 'echarts/components'
import { connect, init, setPlatformAPI, use, type ComposeOption, type ECharts } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

use([
  LineChart,
  CustomChart,
  ScatterChart,
  ParallelChart,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  ParallelComponent,
  VisualMapContinuousComponent,
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
  | ScatterSeriesOption
  | ParallelSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | VisualMapComponentOption
  | TooltipComponentOption
  | TitleComponentOption
  | DataZoomComponentOption
  | AriaComponentOption
>

/** The one ECharts of the page and the painter, with every part that our charts use. */
export const echarts = { init, connect, setPlatformAPI }

export type { ECharts }
