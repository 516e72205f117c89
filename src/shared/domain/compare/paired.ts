import type { ComparedRun } from './compared-run'
import { groupRuns, type RunGroup } from './groups'
import { judgedValue } from './judged-value'
import type { MetricAt, RowsOf } from './metric-at'
import { curveMetricTexts } from './metric-text'
import { bySeed, mismatch } from './paired-data'
import { mean, summariseValues, type Interval } from './statistics'

/** The two runs of a seed, and how far they are apart. Of several runs a side, these are means. */
export interface Pair {
  readonly seed: number
  readonly value: number
  readonly baseValue: number
  /** The group's value less the baseline's. */
  readonly difference: number
  readonly runIds: readonly string[]
  readonly baseRunIds: readonly string[]
}

/** A run that has no partner, and why: "the baseline has no run of seed 3". */
export interface Unpaired {
  readonly runId: string
  readonly name: string
  readonly seed: number
  readonly reason: string
}

/** What the differences say: undecided while their interval holds 0. */
export type Verdict = 'better' | 'worse' | 'undecided'

/** A group against the baseline. */
export interface PairedGroup {
  readonly key: string
  readonly label: string
  readonly style: number
  readonly pairs: readonly Pair[]
  readonly unpaired: readonly Unpaired[]
  /** Mean of the differences; null without a pair. */
  readonly mean: number | null
  /** 95 % interval of the mean difference (t, n - 1); null for fewer than two pairs. */
  readonly interval: Interval | null
  readonly verdict: Verdict
  /** Why, as in "one seed cannot decide". */
  readonly because: string
}

export interface PairedComparison {
  readonly objective: MetricAt
  readonly lowerIsBetter: boolean
  readonly baseline: Pick<RunGroup, 'key' | 'label'>
  /** All groups but the baseline, in their order. */
  readonly groups: readonly PairedGroup[]
}

export interface PairedRequest {
  readonly runs: readonly ComparedRun[]
  readonly objective: MetricAt
  /** Field whose groups are compared; trials when null. */
  readonly groupBy: string | null
  /** Key of the group that differences are taken to; the first one when null or gone. */
  readonly baseline: string | null
  readonly rowsOf?: RowsOf | undefined
}

interface Side {
  readonly runs: readonly ComparedRun[]
  readonly values: readonly number[]
}

type Partner = { readonly ours: Side; readonly theirs: Side } | { readonly reason: string }

function partners(
  ours: readonly ComparedRun[],
  theirs: readonly ComparedRun[],
  { objective, rowsOf }: PairedRequest,
): Partner {
  const reason = mismatch(ours, theirs)
  if (reason !== null) return { reason }
  const judged = (runs: readonly ComparedRun[]) =>
    runs.map((run) => ({ name: run.name, ...judgedValue(objective, run, rowsOf) }))
  const [own, base] = [judged(ours), judged(theirs)]
  const lacking = own.find(({ missing }) => missing !== null)
  if (lacking) return { reason: lacking.missing ?? '' }
  const baseLacking = base.find(({ missing }) => missing !== null)
  if (baseLacking) return { reason: `${baseLacking.name} ${baseLacking.missing ?? ''}` }
  const values = (side: typeof own) => side.flatMap(({ value }) => value ?? [])
  return {
    ours: { runs: ours, values: values(own) },
    theirs: { runs: theirs, values: values(base) },
  }
}

const idsOf = (runs: readonly ComparedRun[]) => runs.map(({ run }) => run.id)

function pairOf(
  seed: number,
  { ours, theirs }: { readonly ours: Side; readonly theirs: Side },
): Pair {
  const [value, baseValue] = [mean(ours.values), mean(theirs.values)]
  const difference = value - baseValue
  const runIds = idsOf(ours.runs)
  return { seed, value, baseValue, difference, runIds, baseRunIds: idsOf(theirs.runs) }
}

function verdictOf(
  differences: readonly number[],
  lowerIsBetter: boolean,
): Pick<PairedGroup, 'mean' | 'interval' | 'verdict' | 'because'> {
  const { n, mean: centre, interval } = summariseValues(differences)
  const undecided = (because: string) => ({
    mean: n === 0 ? null : centre,
    interval,
    verdict: 'undecided' as const,
    because,
  })
  if (n === 0) return undecided('no pair of runs with equal seed and data')
  if (!interval) return undecided('one seed cannot decide')
  if (interval.low <= 0 && interval.high >= 0) return undecided('the interval spans 0')
  const verdict = centre < 0 === lowerIsBetter ? 'better' : 'worse'
  return { mean: centre, interval, verdict, because: `the interval of ${n} seeds lies beside 0` }
}

function comparedTo(base: RunGroup, group: RunGroup, request: PairedRequest): PairedGroup {
  const baseRuns = bySeed(base.runs)
  const pairs: Pair[] = []
  const unpaired: Unpaired[] = []
  for (const [seed, runs] of bySeed(group.runs)) {
    const found = partners(runs, baseRuns.get(seed) ?? [], request)
    if ('ours' in found) pairs.push(pairOf(seed, found))
    else {
      const { reason } = found
      unpaired.push(...runs.map(({ run, name }) => ({ runId: run.id, name, seed, reason })))
    }
  }
  const { lowerIsBetter } = curveMetricTexts[request.objective.metric]
  const differences = pairs.map(({ difference }) => difference)
  return {
    key: group.key,
    label: group.label,
    style: group.runs[0]?.style ?? 0,
    pairs,
    unpaired,
    ...verdictOf(differences, lowerIsBetter),
  }
}

/** The group that differences are taken to: the one chosen, or the first. */
export const baselineOf = (groups: readonly RunGroup[], baseline: string | null) =>
  groups.find(({ key, label }) => key === baseline || label === baseline) ?? groups[0]

/**
 * Every group against the baseline, seed by seed. Runs are paired that have the same seed, and so the
 * same start weights and order of images, and that train and validate on the same images; all others
 * are told with the reason. Null without runs.
 */
export function pairedDifferences(request: PairedRequest): PairedComparison | null {
  const groups = groupRuns(request.runs, request.groupBy ?? 'trial', request.rowsOf)
  const base = baselineOf(groups, request.baseline)
  if (!base) return null
  return {
    objective: request.objective,
    lowerIsBetter: curveMetricTexts[request.objective.metric].lowerIsBetter,
    baseline: { key: base.key, label: base.label },
    groups: groups
      .filter((group) => group !== base)
      .map((group) => comparedTo(base, group, request)),
  }
}
