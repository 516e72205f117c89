import type { ReportRequest } from '../../../../shared/contract/exports'
import {
  firstCompareView,
  type CompareLook,
  type CurveMetric,
} from '../../../../shared/domain/compare/compare-view'
import { curveMetricTexts } from '../../../../shared/domain/compare/metric-text'
import { metricAtTitle, type MetricAt } from '../../../../shared/domain/compare/metric-at'
import { pairedDifferences } from '../../../../shared/domain/compare/paired'
import { xAxisTexts } from '../../../../shared/domain/compare/x-axis'
import { describeRecipe, describeSchedule } from '../../../../shared/domain/describe-recipe'
import { usualObjective } from '../../../../shared/domain/objective'
import { packLine, type ReportDifferences } from '../../../../shared/domain/report/report-data'
import { latestAttempts, type StudyHistory, type Trial } from '../../../../shared/domain/study'
import { panelOf } from '../drawn'
import { fairnessNotes } from '../fairness-notes'
import { dashed } from '../file-names'
import { gather, type Gathered, type GatherParts } from '../gathered'
import { reportFindings } from './findings'
import { provenance } from './provenance'
import type { NotedChart, ReportContent, ReportOrigin, ReportRecipe } from './report-content'
import { runCells, runColumns } from './run-table'

const metrics: readonly CurveMetric[] = [
  'valLoss',
  'valAccuracy',
  'learningRate',
  'loss',
  'accuracy',
]

/** A line for each run; where a trial was trained with several seeds, for each trial. */
function usualLook({ runs }: Gathered): CompareLook {
  const repeated = new Set(runs.map(({ run }) => run.seed)).size > 1
  const { look } = firstCompareView
  return repeated
    ? { ...look, metrics, groupBy: 'trial', centre: 'mean', band: 'interval' }
    : { ...look, metrics }
}

function chartsOf(gathered: Gathered, look: CompareLook): readonly NotedChart[] {
  const { over } = xAxisTexts[look.x]
  return look.metrics.map((metric) => {
    const { lines, notes } = panelOf(gathered, look, metric)
    return {
      id: `chart-${dashed(metric)}`,
      title: `${curveMetricTexts[metric].title} ${over}`,
      metric,
      look,
      lines: lines.map(packLine),
      notes,
    }
  })
}

/** Differences between trials, where there are two to compare and something to pair. */
function differencesOf(
  { runs, sources }: Gathered,
  objective: MetricAt,
  { baseline, groupBy }: CompareLook,
): ReportDifferences | null {
  const rowsOf = (runId: string) => sources.get(runId)?.rows
  const comparison = pairedDifferences({ runs, objective, groupBy, baseline, rowsOf })
  if (!comparison?.groups.some(({ pairs }) => pairs.length > 0)) return null
  const title = `${metricAtTitle(objective)}: differences to ${comparison.baseline.label}`
  return { id: 'chart-differences', title, comparison }
}

/** What the runs are judged by: what their study is after, where they have one in common. */
function objectiveOf({ runs }: Gathered): MetricAt {
  const studies = new Set(runs.map(({ study }) => study))
  const [only] = studies
  return (studies.size === 1 ? only?.objective : undefined) ?? usualObjective
}

const recipeOf = ({ name, description, recipe }: Trial): ReportRecipe => ({
  name,
  description,
  facts: [...describeSchedule(recipe.schedule), ...describeRecipe(recipe)],
  recipe,
})

/** What the study that a report is about says of itself, or nothing. */
interface Subject {
  readonly gathered: Gathered
  readonly lead: string
}

async function subjectOf(
  parts: GatherParts,
  study: (id: StudyHistory['study']['id']) => StudyHistory,
  { subject, look }: ReportRequest,
): Promise<Subject> {
  const x = look && { x: look.x }
  switch (subject.kind) {
    case 'comparison':
      return { gathered: await gather(parts, { ...subject, ...x }), lead: '' }
    case 'study': {
      const history = study(subject.studyId)
      const runs = latestAttempts(history).map(({ id }) => ({ runId: id }))
      const order = { runs, importIds: [], title: history.study.name, ...x }
      return { gathered: await gather(parts, order), lead: history.study.description }
    }
  }
}

/** Everything that a report of these runs says. */
export async function reportContent(
  parts: GatherParts & { readonly study: (id: StudyHistory['study']['id']) => StudyHistory },
  origin: ReportOrigin,
  request: ReportRequest,
): Promise<ReportContent> {
  const { gathered, lead } = await subjectOf(parts, parts.study, request)
  const look = request.look ?? usualLook(gathered)
  const charts = chartsOf(gathered, look)
  const objective = objectiveOf(gathered)
  return {
    title: gathered.title,
    lead,
    findings: reportFindings(gathered, objective, charts),
    fairness: fairnessNotes(gathered).sentences,
    charts,
    differences: differencesOf(gathered, objective, look),
    runColumns,
    runs: gathered.runs.map(runCells),
    recipes: [...new Set(gathered.runs.map(({ trial }) => trial))].map(recipeOf),
    provenance: provenance(gathered, origin),
    weights: gathered.runs.flatMap(({ name, run }) =>
      run.weightsSha256 === undefined ? [] : [{ label: name, value: run.weightsSha256 }],
    ),
  }
}
