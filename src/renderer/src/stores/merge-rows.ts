import type { EpochRow } from '../../../shared/domain/series'

/**
 * The rows with the new ones after them; rows known already are left out. Null when an epoch is
 * missing between the two, so that the whole series has to be read again.
 */
export function mergeRows(
  known: readonly EpochRow[],
  incoming: readonly EpochRow[],
): readonly EpochRow[] | null {
  if (known.length === 0 && incoming.every(({ epoch }, at) => epoch === at)) return incoming
  const merged = [...known]
  for (const row of incoming) {
    if (row.epoch > merged.length) return null
    if (row.epoch === merged.length) merged.push(row)
  }
  return merged
}
