import type { NamedAttrMap, NamedTensorInfoMap, Tensor4D } from '@tensorflow/tfjs-core'
import type { Tfjs } from './tfjs'

/**
 * The gradient of relu by its sign, which is 0 or 1: one operation on a backend where tfjs's own
 * takes ten, a tenth of a step's time.
 */
export function registerReluGradient(tf: Tfjs): void {
  tf.registerGradient({
    kernelName: tf.Relu,
    outputsToSave: [true],
    gradFunc: (error, [output]) => ({
      x: () => tf.mul(Array.isArray(error) ? (error[0] ?? 0) : error, tf.sign(output ?? 0)),
    }),
  })
}

/** What Conv2DBackpropFilter gets. */
interface FilterGradient {
  readonly strides: number | [number, number]
  readonly pad: 'valid' | 'same'
  readonly filterShape: [number, number, number, number]
}

/**
 * The gradient of a convolution by its kernel, which the WASM backend lacks, as a convolution again:
 * channels take the place of the batch, and the error, spread by the strides, that of the kernel.
 */
export function registerConv2dFilterGradient(tf: Tfjs): void {
  const kernelName = tf.Conv2DBackpropFilter
  const backendName = tf.getBackend()
  if (tf.getKernelsForBackend(backendName).some((each) => each.kernelName === kernelName)) return
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) => filterGradient(tf, inputs, attrs),
  })
}

function filterGradient(
  tf: Tfjs,
  inputs: NamedTensorInfoMap,
  attributes: NamedAttrMap | undefined,
) {
  // What tfjs-core's conv2d gradient hands over.
  const { x, dy } = inputs as unknown as { readonly x: Tensor4D; readonly dy: Tensor4D }
  const { strides, pad, filterShape } = attributes as unknown as FilterGradient
  const { padInfo } = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad)
  const [height, width] = filterShape
  return tf.tidy(() => {
    const padded = tf.pad(x, [
      [0, 0],
      [padInfo.top, padInfo.bottom],
      [padInfo.left, padInfo.right],
      [0, 0],
    ])
    const channels = tf.transpose(padded, [3, 1, 2, 0])
    const errors = tf.transpose(dy, [1, 2, 0, 3])
    const found = tf.conv2d(channels, errors, 1, 'valid', 'NHWC', strides)
    // Pixels that no window reaches, where the strides leave a rest, would make the kernel larger.
    const cut = tf.slice(found, [0, 0, 0, 0], [-1, height, width, -1])
    return tf.transpose(cut, [1, 2, 0, 3])
  })
}
