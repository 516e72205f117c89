import { computed, type ComputedRef } from 'vue'
import type { CompareLook, CurveMetric } from '../../../../../shared/domain/compare/compare-view'
import type {
  ComparedRun,
  CurveSource,
  ImportedCurves,
} from '../../../../../shared/domain/compare/compared-run'
import type { ComparisonLine } from '../../../../../shared/domain/compare/comparison-line'
import { comparisonLines } from '../../../../../shared/domain/compare/comparison-lines'

/** What the lines of a panel are made from. */
export interface PanelParts {
  readonly metric: CurveMetric
  readonly runs: readonly ComparedRun[]
  readonly imports: readonly ImportedCurves[]
  readonly sources: ReadonlyMap<string, CurveSource>
  readonly look: CompareLook
}

/** What of a look decides about the lines, apart from its zoom; all else is the chart's. */
const ofLines = ['x', 'logX', 'smoothing', 'groupBy', 'centre', 'band'] as const
/** What decides about the chart around them. */
const ofChart = ['x', 'logX', 'logY', 'hideOutliers', 'zoom'] as const

/** A look that stays the same object while nothing of it changes that matters. */
function steady(
  names: readonly (keyof CompareLook)[],
  make: () => CompareLook,
): ComputedRef<CompareLook> {
  return computed<CompareLook>((before) => {
    const now = make()
    return before && names.every((name) => before[name] === now[name]) ? before : now
  })
}

/**
 * What the chart of a panel is made from. A zoom moves a chart that is there; only where outliers are
 * hidden does it decide about the vertical axis, too.
 */
export const useChartLook = (parts: { readonly look: CompareLook }): ComputedRef<CompareLook> =>
  steady(ofChart, () => {
    const { look } = parts
    return { ...look, zoom: look.hideOutliers ? look.zoom : null }
  })

/**
 * The lines of a panel. They are made anew only when something changes of which they are made, and
 * for another zoom only where some have more points than are drawn.
 */
export function usePanelLines(parts: PanelParts): ComputedRef<readonly ComparisonLine[]> {
  const look = steady(ofLines, () => ({ ...parts.look, zoom: null }))
  const made = (shown: CompareLook) =>
    comparisonLines({
      metric: parts.metric,
      runs: parts.runs,
      imports: parts.imports,
      sources: parts.sources,
      look: shown,
    })
  const whole = computed(() => made(look.value))
  return computed(() => {
    const { zoom } = parts.look
    const isThinned = whole.value.some(({ points, xs }) => points > xs.length)
    return zoom && isThinned ? made({ ...look.value, zoom }) : whole.value
  })
}
