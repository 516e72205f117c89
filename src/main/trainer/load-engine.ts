import { createRequire } from 'node:module'
import type { Engine } from './engine'
import { restoreOldUtil } from './node-shim'
import { createTfjsEngine } from './tfjs/engine'
import type { Tfjs } from './tfjs/tfjs'

/** The part of the native backend that tells what it is; not in tfjs's own types. */
interface NativeBackend {
  readonly binding: { readonly TF_Version: string }
  readonly isUsingGpuDevice: boolean
}

// TensorFlow is found beside the built program at run time and never becomes a part of it.
const here = createRequire(import.meta.url)

/**
 * Native TensorFlow where it can be loaded, else the WASM engine; COOLDOWN_ENGINE=wasm asks for the
 * latter. Rejects when neither can be loaded.
 */
export async function loadEngine(): Promise<Engine> {
  if (process.env.COOLDOWN_ENGINE === 'wasm') return loadWasm()
  try {
    return loadNative()
  } catch (native) {
    // For the run's log: the engine's name only says that it is the slow one.
    process.stderr.write(`Native TensorFlow cannot be loaded: ${String(native)}\n`)
    return loadWasm().catch((wasm: unknown) => {
      throw new Error(`native TensorFlow: ${String(native)}; WASM: ${String(wasm)}`)
    })
  }
}

export function loadNative(): Engine {
  restoreOldUtil()
  const tf = here('@tensorflow/tfjs-node') as Tfjs
  const { binding, isUsingGpuDevice } = tf.backend() as unknown as NativeBackend
  // tfjs-node takes one GPU and does not tell which; CUDA_VISIBLE_DEVICES decides.
  const gpus = isUsingGpuDevice ? ['GPU:0'] : []
  return createTfjsEngine(tf, { kind: 'native', version: binding.TF_Version, gpus })
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
