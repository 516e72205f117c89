import type { CompareLook } from '../../../shared/domain/compare/compare-view'
import type { ComparedRun } from '../../../shared/domain/compare/compared-run'
import type { Shown } from '../../../shared/domain/compare/findings'
import { ordinal } from '../../../shared/domain/format'
import type { RunId } from '../../../shared/domain/ids'

interface FindingView {
  readonly look: Partial<CompareLook>
  /** All runs but those that the finding is about. */
  readonly hidden: readonly RunId[]
}

/** Epochs, from 0, in the units of the axis; of another axis than these two, all is shown. */
function zoomOf({ x, epochs }: Shown, runs: readonly ComparedRun[]): CompareLook['zoom'] {
  if (!epochs || epochs.to <= epochs.from) return null
  const range = { from: ordinal(epochs.from), to: ordinal(epochs.to) }
  if (x === 'epoch') return range
  if (x !== 'step') return null
  const steps = Math.max(1, ...runs.map(({ run }) => run.stepsPerEpoch))
  return { from: range.from * steps, to: range.to * steps }
}

/** How the page looks when it shows that a finding is so: its runs alone, its metric first. */
export function viewOfFinding(
  shown: Shown,
  runs: readonly ComparedRun[],
  { metrics }: Pick<CompareLook, 'metrics'>,
): FindingView {
  const wanted = new Set(shown.runIds)
  const about = runs.filter(({ run }) => wanted.has(run.id))
  return {
    look: {
      metrics: [shown.metric, ...metrics.filter((metric) => metric !== shown.metric)],
      x: shown.x,
      logX: false,
      groupBy: null,
      smoothing: { kind: 'none' },
      hideOutliers: false,
      zoom: zoomOf(shown, about),
      enlarged: shown.metric,
    },
    hidden:
      about.length === 0
        ? []
        : runs.filter(({ run }) => !wanted.has(run.id)).map(({ run }) => run.id),
  }
}
