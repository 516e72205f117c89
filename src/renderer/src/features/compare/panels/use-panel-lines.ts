import { computed, toRaw, type ComputedRef } from 'vue'
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

/**
 * The lines of a panel. They are made anew only when something changes of which they are made, and
 * for another zoom only where some have more points than are drawn.
 */
export function usePanelLines(parts: PanelParts): ComputedRef<readonly ComparisonLine[]> {
  const look = computed<CompareLook>((before) => {
    const now = { ...toRaw(parts.look), zoom: null }
    return before && ofLines.every((name) => before[name] === now[name]) ? before : now
  })
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
