import type { Engine } from '../engine'
import { createCompiledSession } from './session'
import type { NativeTensorflow } from './runner'

/** The engine that trains whole stretches of steps in one call of native TensorFlow. */
export function createCompiledEngine(
  native: NativeTensorflow,
  { version, gpus }: Pick<Engine, 'version' | 'gpus'>,
): Engine {
  return {
    kind: 'compiled',
    version,
    gpus,
    createSession: (parts) => createCompiledSession(native, parts),
    tensorCount: () => native.tf.memory().numTensors,
  }
}
