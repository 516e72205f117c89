import type { BundleData, BundleMachine } from '../../../../shared/domain/bundle/bundle'
import type { RecipeFact } from '../../../../shared/domain/describe-recipe'
import type { ReportChart, ReportDifferences } from '../../../../shared/domain/report/report-data'
import type { Recipe } from '../../../../shared/domain/recipe'

/** A sentence on the runs, and what shows it. */
export interface ReportFinding {
  readonly sentence: string
  /** Anchor of the chart; null where none of the report's charts shows it. */
  readonly chartId: string | null
  /** Part of the chart's axis, in its own units; all of it when null. */
  readonly range: { readonly from: number; readonly to: number } | null
}

/** A chart with its footnote. */
export interface NotedChart extends ReportChart {
  readonly notes: readonly string[]
}

/** A value of a table, with the number that it is sorted by. */
export interface ReportCell {
  readonly text: string
  /** NaN where there is no number, null in columns of text. */
  readonly value: number | null
}

/** A recipe with its schedule, in words and as data. */
export interface ReportRecipe {
  readonly name: string
  readonly description: string
  readonly facts: readonly RecipeFact[]
  readonly recipe: Recipe
}

/** All that a report says, whatever it is written in. */
export interface ReportContent {
  readonly title: string
  readonly lead: string
  readonly findings: readonly ReportFinding[]
  /** What differs beside the schedule, in sentences. */
  readonly fairness: readonly string[]
  readonly charts: readonly NotedChart[]
  readonly differences: ReportDifferences | null
  readonly runColumns: readonly string[]
  readonly runs: readonly (readonly ReportCell[])[]
  readonly recipes: readonly ReportRecipe[]
  readonly provenance: readonly RecipeFact[]
  /** SHA-256 of the weights that runs ended with, by the runs' names. */
  readonly weights: readonly RecipeFact[]
}

/** Where a report is made. */
export interface ReportOrigin {
  readonly appVersion: string
  readonly machine: BundleMachine
  readonly data: BundleData
}
