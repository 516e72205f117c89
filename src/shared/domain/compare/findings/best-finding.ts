import { metricAtInText } from '../metric-at'
import { formatCurveValue } from '../metric-text'
import { nameList } from '../name-list'
import { pairedDifferences, type PairedGroup } from '../paired'
import { dataKey } from '../paired-data'
import { rankRuns, type Ranked } from '../ranking'
import type { Interval } from '../statistics'
import type { Finding, FindingsRequest } from './finding'
import type { ComparedRun } from '../compared-run'

/** The runs on the images that most of them share, and the trials of all others. */
export function onSameImages(runs: readonly ComparedRun[]) {
  const counts = new Map<string, number>()
  for (const { trial } of runs) {
    const key = dataKey(trial.recipe)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])
  const isUsual = ({ trial }: ComparedRun) => dataKey(trial.recipe) === usual?.[0]
  const others = runs.filter((run) => !isUsual(run)).map(({ trial }) => trial.name)
  return { same: runs.filter(isUsual), others: [...new Set(others)] }
}

function rangeText({ low, high }: Interval, metric: FindingsRequest['objective']['metric']) {
  return `95 % interval ${formatCurveValue(metric, low)} to ${formatCurveValue(metric, high)}`
}

function valueText({ value, n, interval }: Ranked, { metric }: FindingsRequest['objective']) {
  const shown = formatCurveValue(metric, value ?? NaN)
  if (n < 2) return shown
  return `${shown} (mean of ${n} seeds${interval ? `, ${rangeText(interval, metric)}` : ''})`
}

/** Whether the best one is ahead of the next, by their pairs. */
function decision(
  group: PairedGroup | undefined,
  second: Ranked,
  request: FindingsRequest,
): string {
  if (!group) return `It cannot be paired with ${second.label}.`
  const { metric } = request.objective
  const to = `the difference to ${second.label}, which comes next`
  if (group.mean === null) return `Whether it is ahead is undecided: ${group.because}.`
  const shown = `${formatCurveValue(metric, group.mean)}${group.interval ? ` (${rangeText(group.interval, metric)})` : ''}`
  return group.verdict === 'undecided'
    ? `Whether it is ahead is undecided: ${to}, is ${shown}; ${group.because}.`
    : `That is decided: ${to}, is ${shown} over ${group.pairs.length} pairs.`
}

/** Which trial is the best by the objective, and whether that is decided. */
export function best(request: FindingsRequest): Finding | null {
  const { objective, rowsOf, runs } = request
  const { same, others } = onSameImages(runs)
  const [first, second] = rankRuns({ runs: same, objective, groupBy: 'trial', rowsOf })
  if (!first || !second || first.value === null || second.value === null) return null
  const paired = pairedDifferences({
    runs: [...second.runs, ...first.runs],
    objective,
    groupBy: null,
    baseline: second.key,
    rowsOf,
  })
  const group = paired?.groups.find(({ key }) => key === first.key)
  const left =
    others.length === 0
      ? ''
      : ` Left out, for they train or validate on other images: ${nameList(others)}.`
  return {
    id: 'best',
    kind: 'best',
    sentence:
      `By ${metricAtInText(objective)}, ${first.label} is first with ${valueText(first, objective)}. ` +
      `${decision(group, second, request)}${left}`,
    shows: {
      metric: objective.metric,
      x: 'epoch',
      runIds: [...first.runs, ...second.runs].map(({ run }) => run.id),
      epochs: null,
    },
  }
}
