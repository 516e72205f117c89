import { compareFileSize, compareOption } from '../../shared/charts/compare'
import type { CompareFile } from '../../shared/charts/compare-file'
import type { ChartOption } from '../../shared/charts/echarts'
import { fileSize } from '../../shared/charts/frame'
import { gapChartHeight, gapOption } from '../../shared/charts/gap-chart'
import { pairedChartHeight, pairedOption } from '../../shared/charts/paired-chart'
import { runCurvesOption } from '../../shared/charts/run-curves'
import { runRateOption } from '../../shared/charts/run-rate'
import type { PaintRequest } from '../services/ports'
import { fieldsOption } from './fields-option'
import { printable } from './printable'
import { schedulesOption } from './schedules-option'

/** A chart with the logical pixels that it takes. */
export interface SizedOption {
  readonly option: ChartOption
  readonly width: number
  readonly height: number
}

type Comparison = Extract<PaintRequest, { readonly kind: 'comparison' }>

function comparison({ chart, picture }: Comparison): SizedOption {
  const { theme, transparent } = picture
  const drawn = {
    ...chart,
    theme,
    title: printable(chart.title),
    lines: chart.lines.map((line) => ({ ...line, group: printable(line.group) })),
    notes: chart.notes?.map(printable),
    file: { ...chart.file, transparent },
  }
  return { option: compareOption(drawn), ...compareFileSize(drawn) }
}

/** Room for a picture's title, axis and footnote beside what its rows take on the page. */
const aroundRows = 120

/** A picture of rows of groups, as high as they are many unless it was asked for otherwise. */
function rowsPicture(
  { picture }: PaintRequest,
  chart: {
    readonly file?: CompareFile
    readonly title: string
    readonly notes?: readonly string[]
  },
  rowsHeight: number,
) {
  const { width = fileSize.width, height = rowsHeight + aroundRows } = chart.file ?? {}
  return {
    title: printable(chart.title),
    notes: chart.notes?.map(printable),
    theme: picture.theme,
    file: { width, height, transparent: picture.transparent },
  }
}

/** The chart that the page would show, made for a file. */
export function optionOf(request: PaintRequest): SizedOption {
  const { theme, transparent } = request.picture
  const onNothing = (option: ChartOption): ChartOption =>
    transparent ? Object.assign({}, option, { backgroundColor: 'transparent' }) : option
  switch (request.kind) {
    case 'comparison':
      return comparison(request)
    case 'differences': {
      const { chart } = request
      const rows = rowsPicture(request, chart, pairedChartHeight(chart.comparison))
      return { option: pairedOption({ ...chart, ...rows }), ...rows.file }
    }
    case 'gaps': {
      const { chart } = request
      const rows = rowsPicture(request, chart, gapChartHeight(chart.gaps))
      return { option: gapOption({ ...chart, ...rows }), ...rows.file }
    }
    case 'fields':
      return fieldsOption(request.chart, request.picture)
    case 'run': {
      const { title, look, run } = request
      const { logarithmic } = look
      const chart = { title: printable(title), rows: run.rows, theme, logarithmic, forFile: true }
      const option = look.chart === 'curves' ? runCurvesOption(chart) : runRateOption(chart)
      return { option: onNothing(option), ...fileSize }
    }
    case 'schedules':
      return { option: onNothing(schedulesOption(request)), ...fileSize }
  }
}
