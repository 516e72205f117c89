import type { CurveMetric, XAxis } from '../compare-view'
import type { ComparedRun } from '../compared-run'
import type { RowsOf, MetricAt } from '../metric-at'

export const findingKinds = [
  'fairness',
  'best',
  'diverged',
  'guessing',
  'overfit',
  'stopped',
  'fastest',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** What to draw to see that a finding is so. */
export interface Shown {
  readonly metric: CurveMetric
  readonly x: XAxis
  readonly runIds: readonly string[]
  /** First and last epoch to look at, from 0; the whole run when null. */
  readonly epochs: { readonly from: number; readonly to: number } | null
}

/** A sentence about compared runs that anybody can check on the chart that it names. */
export interface Finding {
  /** Stays the same while runs go on. */
  readonly id: string
  readonly kind: FindingKind
  /** Whole sentences. */
  readonly sentence: string
  readonly shows: Shown
}

/** What findings are made from. */
export interface FindingsRequest {
  readonly runs: readonly ComparedRun[]
  readonly objective: MetricAt
  /** Without the epochs of a run, nothing is said about its course. */
  readonly rowsOf: RowsOf
}
