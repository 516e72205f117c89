import type { Tensor4D } from '@tensorflow/tfjs-core'
import type { Tfjs } from './tfjs'

type Four = [number, number, number, number]
type Pair = number | [number, number]

/** What tfjs hands to the gradients of convolutions and pools. */
interface Sliding {
  readonly strides: Pair
  readonly pad: 'valid' | 'same'
}
interface Pooling extends Sliding {
  readonly filterSize: Pair
}

/**
 * Kernels that the WASM backend of tfjs 4.22 lacks or gets wrong, written in its other operations:
 * the gradient of a convolution by its kernel is missing; that of a max pool takes windows without a
 * positive number for empty; that of an average pool counts padding as pixels.
 */
export function registerWasmKernels(tf: Tfjs): void {
  replace(tf, tf.Conv2DBackpropFilter, ({ x, dy }, attributes) =>
    filterGradient(tf, x, dy, attributes),
  )
  replace(tf, tf.MaxPoolGrad, ({ input, dy }, attributes) =>
    maxPoolGradient(tf, input, dy, attributes),
  )
  replace(tf, tf.AvgPoolGrad, ({ input, dy }, attributes) =>
    averagePoolGradient(tf, input, dy, attributes),
  )
}

type Compute = (
  inputs: Readonly<Record<'x' | 'input' | 'dy', Tensor4D>>,
  attributes: Sliding & { readonly filterShape: Four; readonly filterSize: Pair },
) => Tensor4D

function replace(tf: Tfjs, kernelName: string, compute: Compute): void {
  const known = tf.getKernelsForBackend('wasm').some((each) => each.kernelName === kernelName)
  if (known) tf.unregisterKernel(kernelName, 'wasm')
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    // Of the names in the types above, each kernel gets those that its gradient hands over.
    kernelFunc: ({ inputs, attrs }) =>
      tf.tidy(() => compute(...([inputs, attrs] as unknown as Parameters<Compute>))),
  })
}

/**
 * A convolution again: channels take the place of the batch, and the error, spread by the strides,
 * that of the kernel.
 */
function filterGradient(
  tf: Tfjs,
  input: Tensor4D,
  error: Tensor4D,
  { strides, pad, filterShape }: Sliding & { readonly filterShape: Four },
): Tensor4D {
  const { padInfo } = tf.backend_util.computeConv2DInfo(input.shape, filterShape, strides, 1, pad)
  const padded = tf.pad(input, [
    [0, 0],
    [padInfo.top, padInfo.bottom],
    [padInfo.left, padInfo.right],
    [0, 0],
  ])
  const channels = tf.transpose(padded, [3, 1, 2, 0])
  const errors = tf.transpose(error, [1, 2, 0, 3])
  const found = tf.conv2d(channels, errors, 1, 'valid', 'NHWC', strides)
  // Pixels that no window reaches, where the strides leave a rest, would make the kernel larger.
  const [height, width] = filterShape
  return tf.transpose(tf.slice(found, [0, 0, 0, 0], [-1, height, width, -1]), [1, 2, 0, 3])
}

/** All of an output's error goes to the window's largest pixel, the first of equals. */
function maxPoolGradient(tf: Tfjs, input: Tensor4D, error: Tensor4D, pooling: Pooling): Tensor4D {
  const { size, patches, pixels, planes, spread } = windowsOf(tf, input.shape, pooling)
  const real = tf.where(tf.cast(pixels, 'bool'), patches(planes(input)), -Infinity)
  const chosen = tf.oneHot(tf.argMax(real, -1), size)
  return spread(tf.mul(chosen, planes(error)))
}

/** An output's error goes to the window's pixels in equal parts, padding left out. */
function averagePoolGradient(
  tf: Tfjs,
  input: Tensor4D,
  error: Tensor4D,
  pooling: Pooling,
): Tensor4D {
  const { pixels, planes, spread } = windowsOf(tf, input.shape, pooling)
  const share = tf.div<Tensor4D>(planes(error), tf.sum(pixels, -1, true))
  return spread(tf.mul(share, pixels))
}

/** Windows over each channel's plane, taken apart and put together by convolutions. */
function windowsOf(tf: Tfjs, shape: Four, { filterSize, strides, pad }: Pooling) {
  const [batch, height, width, channels] = shape
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad)
  const { top, bottom, left, right } = info.padInfo
  const size = info.filterHeight * info.filterWidth
  const single: Tensor4D = tf.reshape(tf.eye(size), [info.filterHeight, info.filterWidth, 1, size])
  const patches = (of: Tensor4D): Tensor4D => {
    const padded = tf.pad(of, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ])
    return tf.conv2d(padded, single, strides, 'valid')
  }
  return {
    size,
    /** [plane, height, width, pixel of the window] */
    patches,
    /** 1 for pixels of the image, 0 for padding. */
    pixels: patches(tf.ones([1, height, width, 1])),
    planes: (of: Tensor4D): Tensor4D => {
      const [, rows, columns] = of.shape
      return tf.reshape(tf.transpose(of, [0, 3, 1, 2]), [batch * channels, rows, columns, 1])
    },
    /** Adds up patches where they overlap: an image of all channels again. */
    spread: (of: Tensor4D): Tensor4D => {
      const whole: Four = [batch * channels, top + height + bottom, left + width + right, 1]
      const found = tf.conv2dTranspose(of, single, whole, strides, 'valid')
      const cut = tf.slice(found, [0, top, left, 0], [-1, height, width, -1])
      return tf.transpose(tf.reshape(cut, [batch, channels, height, width]), [0, 2, 3, 1])
    },
  }
}
