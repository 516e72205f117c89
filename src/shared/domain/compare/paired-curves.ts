import type { CurveMetric } from './compare-view'
import type { ComparedRun } from './compared-run'
import { groupRuns, type RunGroup } from './groups'
import { noRows, valueAt, type RowsOf } from './metric-at'
import { baselineOf, type PairedRequest } from './paired'
import { bySeed, mismatch } from './paired-data'
import { mean, summariseValues } from './statistics'

/** A metric's paired differences to the baseline over the epochs; all series are parallel. */
export interface PairedCurve {
  readonly key: string
  readonly label: string
  readonly style: number
  /** From 0. */
  readonly epochs: readonly number[]
  readonly mean: readonly number[]
  /** 95 % interval of the mean; NaN where fewer than two pairs came so far. */
  readonly low: readonly number[]
  readonly high: readonly number[]
  /** Pairs of which both came so far. */
  readonly n: readonly number[]
}

interface Match {
  readonly ours: readonly ComparedRun[]
  readonly theirs: readonly ComparedRun[]
}

function matches(base: RunGroup, group: RunGroup): readonly Match[] {
  const baseRuns = bySeed(base.runs)
  return [...bySeed(group.runs)].flatMap(([seed, ours]) => {
    const theirs = baseRuns.get(seed) ?? []
    return mismatch(ours, theirs) === null ? [{ ours, theirs }] : []
  })
}

/** The mean of some runs at an epoch; null unless all of them have a value there. */
function meanAt(
  runs: readonly ComparedRun[],
  metric: CurveMetric,
  epoch: number,
  rowsOf: RowsOf,
): number | null {
  const values = runs.map((run) => valueAt({ metric, at: { epoch } }, run, rowsOf))
  const known = values.flatMap((value) => value ?? [])
  return known.length < values.length ? null : mean(known)
}

function differencesAt(
  pairs: readonly Match[],
  metric: CurveMetric,
  epoch: number,
  rowsOf: RowsOf,
) {
  return pairs.flatMap(({ ours, theirs }) => {
    const [own, base] = [meanAt(ours, metric, epoch, rowsOf), meanAt(theirs, metric, epoch, rowsOf)]
    return own === null || base === null ? [] : [own - base]
  })
}

/**
 * The mean difference to the baseline at every epoch that any pair reached: each epoch's pairs are
 * those of which both have a value there. Pairs are made as for {@link pairedDifferences}; groups
 * without any are left out.
 */
export function pairedCurves(
  metric: CurveMetric,
  { runs, groupBy, baseline, rowsOf = noRows }: Omit<PairedRequest, 'objective'>,
): readonly PairedCurve[] {
  const groups = groupRuns(runs, groupBy ?? 'trial', rowsOf)
  const base = baselineOf(groups, baseline)
  if (!base) return []
  const longest = Math.max(0, ...runs.map(({ run }) => run.epochsDone))
  return groups.flatMap((group): PairedCurve | readonly never[] => {
    if (group === base) return []
    const pairs = matches(base, group)
    const points = Array.from({ length: longest }, (_, epoch) => {
      return { epoch, ...summariseValues(differencesAt(pairs, metric, epoch, rowsOf)) }
    }).filter(({ n }) => n > 0)
    if (points.length === 0) return []
    return {
      key: group.key,
      label: group.label,
      style: group.runs[0]?.style ?? 0,
      epochs: points.map(({ epoch }) => epoch),
      mean: points.map((point) => point.mean),
      low: points.map(({ interval }) => interval?.low ?? NaN),
      high: points.map(({ interval }) => interval?.high ?? NaN),
      n: points.map(({ n }) => n),
    }
  })
}
