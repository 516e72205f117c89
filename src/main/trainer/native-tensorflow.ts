import { createRequire } from 'node:module'
import type { NativeTensorflow } from './compiled/runner'
import type { GraphMessages } from './graph/protobuf'
import { restoreOldUtil } from './node-shim'
import type { Tfjs } from './tfjs/tfjs'

/** The part of the native backend that tells what it is; not in tfjs's own types. */
interface NativeBackend {
  readonly binding: { readonly TF_Version: string }
  readonly isUsingGpuDevice: boolean
}

// TensorFlow is found beside the built program at run time and never becomes a part of it.
const here = createRequire(import.meta.url)

/** Native TensorFlow with what it is and the GPUs it uses. Throws where it cannot be loaded. */
export function loadNativeTensorflow() {
  restoreOldUtil()
  const tf = here('@tensorflow/tfjs-node') as Tfjs
  here('@tensorflow/tfjs-node/dist/proto/api_pb')
  const backend = tf.backend() as unknown as NativeBackend & NativeTensorflow['backend']
  // google-protobuf's classes put themselves there, under the name of their package.
  const { proto } = globalThis as unknown as {
    readonly proto: { readonly tensorflow: GraphMessages }
  }
  return {
    tf,
    backend,
    messages: proto.tensorflow,
    version: backend.binding.TF_Version,
    // tfjs-node takes one GPU and does not tell which; CUDA_VISIBLE_DEVICES decides.
    gpus: backend.isUsingGpuDevice ? ['GPU:0'] : [],
  }
}
