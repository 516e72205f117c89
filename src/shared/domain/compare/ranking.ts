import type { ComparedRun } from './compared-run'
import { groupRuns } from './groups'
import { judgedValue } from './judged-value'
import type { MetricAt, RowsOf } from './metric-at'
import { curveMetricTexts } from './metric-text'
import { summariseValues, type Interval } from './statistics'

/** A run or group in a ranking. */
export interface Ranked {
  /** 1 for the best; those that are equal share a place; null without a value. */
  readonly place: number | null
  /** Run id, or the group's key. */
  readonly key: string
  readonly label: string
  readonly runs: readonly ComparedRun[]
  /** The run's value, or the mean of the group's; null where none has one. */
  readonly value: number | null
  /** Runs that have a value. */
  readonly n: number
  /** 95 % interval of the mean; null for fewer than two values. */
  readonly interval: Interval | null
  /** Why runs have none, by their names. */
  readonly missing: readonly { readonly name: string; readonly reason: string }[]
}

export interface Ranking {
  readonly runs: readonly ComparedRun[]
  readonly objective: MetricAt
  /** Ranks groups of this field by their means; runs when null. */
  readonly groupBy: string | null
  readonly rowsOf?: RowsOf | undefined
}

interface Candidate {
  readonly key: string
  readonly label: string
  readonly runs: readonly ComparedRun[]
}

const candidates = ({ runs, groupBy, rowsOf }: Ranking): readonly Candidate[] =>
  groupBy === null
    ? runs.map((run) => ({ key: run.run.id, label: run.name, runs: [run] }))
    : groupRuns(runs, groupBy, rowsOf)

function judged(candidate: Candidate, { objective, rowsOf }: Ranking): Omit<Ranked, 'place'> {
  const values: number[] = []
  const missing: { name: string; reason: string }[] = []
  for (const run of candidate.runs) {
    const { value, missing: reason } = judgedValue(objective, run, rowsOf)
    if (value === null) missing.push({ name: run.name, reason })
    else values.push(value)
  }
  const { n, mean, interval } = summariseValues(values)
  return { ...candidate, value: n === 0 ? null : mean, n, interval, missing }
}

/**
 * Runs, or groups by their means, from the best to the worst; equal ones share a place, as in 1, 1,
 * 3, and stay in their order. What has no value comes last, without a place.
 */
export function rankRuns(ranking: Ranking): readonly Ranked[] {
  const sign = curveMetricTexts[ranking.objective.metric].lowerIsBetter ? 1 : -1
  const all = candidates(ranking).map((candidate) => judged(candidate, ranking))
  const has = all.filter(({ value }) => value !== null)
  has.sort((a, b) => sign * ((a.value ?? 0) - (b.value ?? 0)))
  const values = has.map(({ value }) => value)
  return [
    ...has.map((each) => ({ ...each, place: values.indexOf(each.value) + 1 })),
    ...all.filter(({ value }) => value === null).map((each) => ({ ...each, place: null })),
  ]
}
