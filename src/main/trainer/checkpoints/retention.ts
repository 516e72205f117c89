import type { WatchedMetric } from '../../../shared/domain/recipe'
import { isBetter } from '../early-stopping'
import { newestFirst } from './file-names'
import type { KeptFile } from './find'

const newestKept = 2

/** The files to keep: the last two, and the one with the best value, the first of equals. */
export function filesToKeep(
  files: readonly KeptFile[],
  metric: WatchedMetric,
): readonly KeptFile[] {
  const [...sorted] = files
  sorted.sort(newestFirst)
  const best = sorted.reduceRight<KeptFile | null>((found, file) => {
    if (file.value === null) return found
    return found?.value == null || isBetter(metric, file.value, found.value) ? file : found
  }, null)
  return sorted.filter((file, index) => index < newestKept || file === best)
}
