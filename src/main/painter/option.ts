import { comparisonOption } from '../../shared/charts/comparison'
import type { ChartOption } from '../../shared/charts/echarts'
import { runCurvesOption } from '../../shared/charts/run-curves'
import { runRateOption } from '../../shared/charts/run-rate'
import type { PaintRequest } from '../services/ports'
import { schedulesOption } from './schedules-option'

/** The chart that the page would show, made for a file. */
export function optionOf(request: PaintRequest): ChartOption {
  const { title, look } = request
  switch (request.kind) {
    case 'comparison':
      return comparisonOption({ title, ...request.look, runs: request.runs, forFile: true })
    case 'run': {
      const { theme, logarithmic } = look
      const chart = { title, rows: request.run.rows, theme, logarithmic, forFile: true }
      return request.look.chart === 'curves' ? runCurvesOption(chart) : runRateOption(chart)
    }
    case 'schedules':
      return schedulesOption(request)
  }
}
