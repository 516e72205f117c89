import type { ImportedMetric, ImportedRow } from './compared-run'

/** What rows from elsewhere may tell beside epoch and step. */
export const importedMetrics = [
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
  'learningRate',
  'seconds',
  'top3',
  'valTop3',
  'testLoss',
  'testAccuracy',
  'examplesPerSecond',
] as const satisfies readonly ImportedMetric[]

/** How much may come from elsewhere. */
export const importLimits = {
  /** Of all files of one import together. */
  bytes: 64 * 1024 ** 2,
  files: 1_000,
  /** Rows of a table, or records of a file. */
  rows: 1_000_000,
  /** Points of one run. */
  points: 200_000,
  /** Runs in one import, and kept at all. */
  runs: 1_000,
  kept: 5_000,
  nameCharacters: 120,
  tags: 20,
  tagCharacters: 40,
} as const

/** Those of the metrics that any of the rows tells. */
export const metricsIn = (rows: readonly ImportedRow[]): readonly ImportedMetric[] =>
  importedMetrics.filter((metric) => rows.some((row) => row[metric] !== undefined))
