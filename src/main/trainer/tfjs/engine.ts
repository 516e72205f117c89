import type { Engine } from '../engine'
import { registerConv2dFilterGradient, registerReluGradient } from './kernels'
import { createTfjsSession } from './session'
import type { Tfjs } from './tfjs'

/** An engine that runs tfjs operation by operation: the same code on every backend. */
export function createTfjsEngine(
  tf: Tfjs,
  description: Pick<Engine, 'kind' | 'version' | 'gpus'>,
): Engine {
  registerReluGradient(tf)
  registerConv2dFilterGradient(tf)
  return {
    ...description,
    createSession: (parts) => createTfjsSession(tf, parts),
    tensorCount: () => tf.memory().numTensors,
  }
}
