import { studyFindings, type Finding } from '../../../../shared/domain/compare/findings'
import type { MetricAt } from '../../../../shared/domain/compare/metric-at'
import type { ReportChart } from '../../../../shared/domain/report/report-data'
import type { Gathered } from '../gathered'
import type { ReportFinding } from './report-content'

/** Epochs as the axis of a chart counts them; null where it counts something else. */
function rangeOn({ look }: ReportChart, { epochs }: Finding['shows']): ReportFinding['range'] {
  if (epochs === null || look.x !== 'epoch') return null
  return { from: epochs.from + 1, to: epochs.to + 1 }
}

/** What can be said of the runs, each sentence with the chart of the report that shows it. */
export function reportFindings(
  { runs, sources }: Gathered,
  objective: MetricAt,
  charts: readonly ReportChart[],
): readonly ReportFinding[] {
  const rowsOf = (runId: string) => sources.get(runId)?.rows
  return studyFindings({ runs, objective, rowsOf })
    .filter(({ kind }) => kind !== 'fairness')
    .map(({ sentence, shows }) => {
      const chart = charts.find(({ metric }) => metric === shows.metric)
      return {
        sentence,
        chartId: chart?.id ?? null,
        range: chart ? rangeOn(chart, shows) : null,
      }
    })
}
