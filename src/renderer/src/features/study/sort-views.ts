import type { RunView } from '../../composables/use-run-views'

export type SortKey = 'study' | 'valLoss' | 'valAccuracy' | 'best'

/** What a column is sorted by, the better value first; runs without one come last. */
const valueOf: Readonly<Record<Exclude<SortKey, 'study'>, (view: RunView) => number>> = {
  valLoss: ({ summary }) => summary?.finalValLoss ?? Infinity,
  valAccuracy: ({ summary }) => -(summary?.finalValAccuracy ?? -Infinity),
  best: ({ summary }) => summary?.bestValLoss ?? Infinity,
}

/** The runs with the best first, or in the study's own order. */
export function sortViews(views: readonly RunView[], key: SortKey): readonly RunView[] {
  if (key === 'study') return views
  const value = valueOf[key]
  return [...views].sort((a, b) => {
    const [first, second] = [value(a), value(b)]
    return first === second ? 0 : first - second
  })
}
