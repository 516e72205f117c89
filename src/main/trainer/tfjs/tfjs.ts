import type * as Core from '@tensorflow/tfjs-core'
import type * as Layers from '@tensorflow/tfjs-layers'

/** What the engine uses of TensorFlow.js: its operations, and its layers that mean Keras's. */
export type Tfjs = typeof Core & Pick<typeof Layers, 'layers'>
