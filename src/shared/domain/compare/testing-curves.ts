import { comparisonLines } from './comparison-lines'
import type { Comparison, ComparisonLine } from './comparison-line'
import { firstCompareView, type CompareLook, type CurveMetric } from './compare-view'
import type { ComparedRun, CurveSource, ImportedCurves, ImportedRow } from './compared-run'
import { rowsFrom } from './testing-runs'

/** A source of which only what is named matters: 10 steps an epoch, 4 epochs planned. */
export const sourceFrom = (
  rows: readonly ImportedRow[],
  changes: Partial<CurveSource> = {},
): CurveSource => ({
  id: 'run',
  rows,
  recipe: null,
  stepsPerEpoch: 10,
  totalEpochs: 4,
  rateSums: null,
  ...changes,
})

/** What was imported under a name. */
export const importFrom = (name: string, rows: readonly ImportedRow[]): ImportedCurves => ({
  id: `import-${name}`,
  name,
  source: `${name}.csv`,
  importedAt: '2026-01-01T00:00:00.000Z',
  tags: [],
  rows,
})

/** A run with the validation losses of its epochs. */
export type WithLosses = readonly [run: ComparedRun, valLosses: readonly number[]]

/** A comparison of runs by their validation losses, looked at as is. */
export function comparisonOf(
  runs: readonly WithLosses[],
  look: Partial<CompareLook> = {},
  more: { readonly imports?: readonly ImportedCurves[]; readonly metric?: CurveMetric } = {},
): Comparison {
  const sources = runs.map(([{ run, trial }, losses]): [string, CurveSource] => {
    const { stepsPerEpoch, totalEpochs } = run
    const source = { recipe: trial.recipe, stepsPerEpoch, totalEpochs }
    return [run.id, sourceFrom(rowsFrom(losses), { id: run.id, ...source })]
  })
  return {
    metric: more.metric ?? 'valLoss',
    runs: runs.map(([run]) => run),
    imports: more.imports ?? [],
    sources: new Map(sources),
    look: { ...firstCompareView.look, ...look },
  }
}

/** The lines of such a comparison. */
export const linesOf = (...given: Parameters<typeof comparisonOf>): readonly ComparisonLine[] =>
  comparisonLines(comparisonOf(...given))
