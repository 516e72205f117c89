import type { ResourceLimits } from 'node:worker_threads'

/** For threads that only wait and hand bytes on: V8 would give each a heap as for a whole program. */
export const littleMemory: ResourceLimits = {
  maxYoungGenerationSizeMb: 2,
  maxOldGenerationSizeMb: 16,
  codeRangeSizeMb: 4,
}
