import type { Engine } from '../engine'
import { registerReluGradient } from './relu-gradient'
import { createTfjsSession } from './session'
import type { Tfjs } from './tfjs'
import { registerWasmKernels } from './wasm-kernels'

/** An engine that runs tfjs operation by operation: the same code on every backend. */
export function createTfjsEngine(
  tf: Tfjs,
  description: Pick<Engine, 'kind' | 'version' | 'gpus'>,
): Engine {
  registerReluGradient(tf)
  if (description.kind === 'wasm') registerWasmKernels(tf)
  return {
    ...description,
    createSession: (parts) => createTfjsSession(tf, parts),
    tensorCount: () => tf.memory().numTensors,
  }
}
