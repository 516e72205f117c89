import type { ParallelReport } from '../../shared/contract/machine'

/** What a trainer of the article's size holds at its peak, measured, with room to spare. */
const trainerBytes = 900 * 1024 ** 2

export interface Resources {
  readonly cores: number
  readonly availableMemoryBytes: number
  /** GPUs that TensorFlow can use. */
  readonly gpus: number
}

/** Trainers at once: one per core as far as memory goes; many one-thread trainers beat one big one. */
export function chooseParallel(resources: Resources, wished: number | null): ParallelReport {
  const { cores, availableMemoryBytes, gpus } = resources
  const byMemory = Math.max(1, Math.floor(availableMemoryBytes / trainerBytes))
  const automatic = Math.max(1, gpus, Math.min(cores, byMemory))
  const runs = wished ?? automatic
  return {
    runs,
    automatic,
    reason:
      wished === null
        ? reasonFor(cores, byMemory)
        : `set by hand; the machine would run ${automatic}`,
    threadsPerRun: threadsFor(cores, runs),
  }
}

function reasonFor(cores: number, byMemory: number): string {
  return byMemory < cores
    ? `memory has room for ${byMemory} on ${cores} cores`
    : `one for each of ${cores} cores`
}

/** TensorFlow threads of one trainer when `together` run at once: never more threads than cores. */
export function threadsFor(cores: number, together: number): number {
  return Math.max(1, Math.floor(cores / Math.max(1, together)))
}
