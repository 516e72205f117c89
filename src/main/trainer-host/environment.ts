/** What a trainer may know of our environment: enough to run, none of our secrets. */
const passedOn = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'LC_ALL',
  'SystemRoot',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'TF_ENABLE_ONEDNN_OPTS',
  'COOLDOWN_ENGINE',
]

/**
 * V8's options for a trainer: its JavaScript makes little garbage, and the usual nursery of three
 * times 16 MB would never be given back. 30 MB less per trainer.
 */
export const trainerFlags = ['--max-semi-space-size=2']

export interface Surroundings {
  /** TensorFlow threads, for single operations and between them. */
  readonly threads: number
  readonly environment: Readonly<Record<string, string>>
}

/** The environment of a trainer process. */
export function trainerEnvironment(
  { threads, environment }: Surroundings,
  ours: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const kept = Object.entries(ours).filter(
    ([name]) => passedOn.includes(name) || name.startsWith('CUDA_'),
  )
  return {
    ...Object.fromEntries(kept),
    ...environment,
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: String(threads),
    OMP_NUM_THREADS: String(threads),
    TF_CPP_MIN_LOG_LEVEL: '2',
    // glibc would keep freed memory for each of some thirty threads: 80 MB more per trainer.
    MALLOC_ARENA_MAX: '2',
    // Trainers share a GPU; by default the first would take all of its memory.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    // Has an effect only where the program is Electron itself.
    ELECTRON_RUN_AS_NODE: '1',
  }
}
