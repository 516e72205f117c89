import { createRequire } from 'node:module'
import { createCompiledEngine } from './compiled/compiled-engine'
import type { Engine } from './engine'
import { loadNativeTensorflow } from './native-tensorflow'
import { createTfjsEngine } from './tfjs/engine'
import type { Tfjs } from './tfjs/tfjs'

// TensorFlow is found beside the built program at run time and never becomes a part of it.
const here = createRequire(import.meta.url)

/**
 * The compiled engine where native TensorFlow can be loaded, else WASM. COOLDOWN_ENGINE asks for
 * one: `native` (operation by operation) or `wasm`. Rejects when none can be loaded.
 */
export async function loadEngine(): Promise<Engine> {
  const wished = process.env.COOLDOWN_ENGINE
  if (wished === 'wasm') return loadWasm()
  try {
    return wished === 'native' ? loadNative() : loadCompiled()
  } catch (native) {
    // For the run's log: the engine's name only says that it is the slow one.
    process.stderr.write(`Native TensorFlow cannot be loaded: ${String(native)}\n`)
    return loadWasm().catch((wasm: unknown) => {
      throw new Error(`native TensorFlow: ${String(native)}; WASM: ${String(wasm)}`)
    })
  }
}

/** Whole stretches of steps as one graph. */
export function loadCompiled(): Engine {
  const native = loadNativeTensorflow()
  return createCompiledEngine(native, native)
}

/** tfjs on native TensorFlow, operation by operation. */
export function loadNative(): Engine {
  const { tf, version, gpus } = loadNativeTensorflow()
  return createTfjsEngine(tf, { kind: 'native', version, gpus })
}

/** The backend registers with the tfjs-core that it finds itself; any other copy knows nothing of it. */
export async function loadWasm(): Promise<Engine> {
  const backend = here.resolve('@tensorflow/tfjs-backend-wasm')
  const beside = createRequire(backend)
  const core = beside('@tensorflow/tfjs-core') as Tfjs
  const { layers } = beside('@tensorflow/tfjs-layers') as Pick<Tfjs, 'layers'>
  here(backend)
  if (!(await core.setBackend('wasm'))) throw new Error('the WASM backend did not start')
  const tf: Tfjs = { ...core, layers }
  return createTfjsEngine(tf, { kind: 'wasm', version: tf.version_core, gpus: [] })
}
