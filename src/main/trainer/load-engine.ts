import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Engine } from './engine'
import { restoreOldUtil } from './node-shim'
import { createTfjsEngine } from './tfjs-engine'

/** The part of the native backend that tells what it is; not in tfjs's own types. */
interface NativeBackend {
  readonly binding: { readonly TF_Version: string }
  readonly isUsingGpuDevice: boolean
}

/** Native TensorFlow where it can be loaded, else the WASM engine. Rejects when neither can. */
export async function loadEngine(): Promise<Engine> {
  try {
    return await loadNative()
  } catch (native) {
    try {
      return await loadWasm()
    } catch (wasm) {
      throw new Error(`native TensorFlow: ${String(native)}; WASM: ${String(wasm)}`, {
        cause: wasm,
      })
    }
  }
}

async function loadNative(): Promise<Engine> {
  restoreOldUtil()
  const tf = await import('@tensorflow/tfjs-node')
  const { binding, isUsingGpuDevice } = tf.backend() as unknown as NativeBackend
  const gpus = isUsingGpuDevice ? ['GPU:0'] : []
  return createTfjsEngine(tf, { kind: 'native', version: binding.TF_Version, gpus })
}

async function loadWasm(): Promise<Engine> {
  const tf = await import('@tensorflow/tfjs-core')
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
  setWasmPaths(`${join(dirname(entry))}/`)
  if (!(await tf.setBackend('wasm'))) throw new Error('the WASM backend did not start')
  await tf.ready()
  return createTfjsEngine(tf, { kind: 'wasm', version: tf.version_core, gpus: [] })
}
