import { GraphError, written, type Attributes, type Shape, type Tensor } from '../tensor'
import { constant } from './math'

const typed = ({ dtype }: Tensor): Attributes => ({ T: { kind: 'type', value: dtype } })

function activation(op: string, features: Tensor): Tensor {
  return features.graph.addOne({
    op,
    inputs: [features],
    attributes: typed(features),
    outputs: [{ output: 'activations', dtype: features.dtype, shape: features.shape }],
  })
}

export const relu = (features: Tensor) => activation('Relu', features)
export const elu = (features: Tensor) => activation('Elu', features)
export const selu = (features: Tensor) => activation('Selu', features)

/** Gradient of relu, elu or selu: relu's from its input or output, the others' from their output. */
export function activationGrad(
  op: 'ReluGrad' | 'EluGrad' | 'SeluGrad',
  gradient: Tensor,
  from: Tensor,
): Tensor {
  return gradient.graph.addOne({
    op,
    inputs: [gradient, from],
    attributes: typed(gradient),
    outputs: [{ output: 'backprops', dtype: gradient.dtype, shape: gradient.shape }],
  })
}

/** Over the last axis of [rows, classes]. */
export function softmax(logits: Tensor): Tensor {
  return logits.graph.addOne({
    op: 'Softmax',
    inputs: [logits],
    attributes: typed(logits),
    outputs: [{ output: 'softmax', dtype: logits.dtype, shape: logits.shape }],
  })
}

/** `value` [..., channels] plus `bias` [channels]. */
export function biasAdd(value: Tensor, bias: Tensor): Tensor {
  if (bias.shape.length !== 1 || bias.shape[0] !== value.shape.at(-1)) {
    throw new GraphError(`BiasAdd cannot add ${written(bias)} to ${written(value)}`)
  }
  return value.graph.addOne({
    op: 'BiasAdd',
    inputs: [value, bias],
    attributes: { ...typed(value), data_format: { kind: 'text', value: 'NHWC' } },
    outputs: [{ output: 'output', dtype: value.dtype, shape: value.shape }],
  })
}

/** Sums over everything but the channels. */
export function biasAddGrad(gradient: Tensor): Tensor {
  return gradient.graph.addOne({
    op: 'BiasAddGrad',
    inputs: [gradient],
    attributes: { ...typed(gradient), data_format: { kind: 'text', value: 'NHWC' } },
    outputs: [{ output: 'output', dtype: gradient.dtype, shape: gradient.shape.slice(-1) }],
  })
}

/**
 * Cross-entropy of logits [rows, classes]. `labels` are class numbers [rows], or the wished
 * distribution [rows, classes]. Gives the loss of every row and its gradient at the logits.
 */
export function crossEntropy(logits: Tensor, labels: Tensor): { loss: Tensor; backprop: Tensor } {
  const sparse = labels.shape.length === 1
  const [loss, backprop] = logits.graph.add({
    op: sparse ? 'SparseSoftmaxCrossEntropyWithLogits' : 'SoftmaxCrossEntropyWithLogits',
    inputs: [logits, labels],
    attributes: {
      ...typed(logits),
      ...(sparse ? { Tlabels: { kind: 'type', value: labels.dtype } } : {}),
    },
    outputs: [
      { output: 'loss', dtype: logits.dtype, shape: logits.shape.slice(0, 1) },
      { output: 'backprop', dtype: logits.dtype, shape: logits.shape },
    ],
  })
  // Two outputs were declared.
  return { loss: loss as Tensor, backprop: backprop as Tensor }
}

/** How a window moves over an image: height and width of each. */
export interface Sliding {
  readonly strides: readonly [number, number]
  readonly padding: 'valid' | 'same'
}

const slidingAttributes = (
  image: Tensor,
  { strides: [down, right], padding }: Sliding,
): Attributes => ({
  ...typed(image),
  strides: { kind: 'ints', value: [1, down, right, 1] },
  padding: { kind: 'text', value: padding.toUpperCase() },
  data_format: { kind: 'text', value: 'NHWC' },
})

function slidOver([batch, height, width]: Shape, window: readonly [number, number], by: Sliding) {
  const along = (size: number, length: number, stride: number) =>
    by.padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - length) / stride) + 1
  return [
    batch ?? -1,
    along(height ?? 0, window[0], by.strides[0]),
    along(width ?? 0, window[1], by.strides[1]),
  ]
}

/** [rows, height, width, channels] under [height, width, channels, filters]. */
export function conv2d(image: Tensor, kernel: Tensor, by: Sliding): Tensor {
  const [height = 0, width = 0, channels, filters = 0] = kernel.shape
  if (image.shape.length !== 4 || kernel.shape.length !== 4 || image.shape[3] !== channels) {
    throw new GraphError(`Conv2D cannot slide ${written(kernel)} over ${written(image)}`)
  }
  const shape = [...slidOver(image.shape, [height, width], by), filters]
  return image.graph.addOne({
    op: 'Conv2D',
    inputs: [image, kernel],
    attributes: slidingAttributes(image, by),
    outputs: [{ output: 'output', dtype: image.dtype, shape }],
  })
}

/** Gradients of a convolution; both need sizes that are known. */
export function conv2dGrads(image: Tensor, kernel: Tensor, gradient: Tensor, by: Sliding) {
  const { graph } = image
  const attributes = slidingAttributes(image, by)
  return {
    image: () =>
      graph.addOne({
        op: 'Conv2DBackpropInput',
        inputs: [constant(graph, image.shape, 'int32'), kernel, gradient],
        attributes,
        outputs: [{ output: 'output', dtype: image.dtype, shape: image.shape }],
      }),
    kernel: () =>
      graph.addOne({
        op: 'Conv2DBackpropFilter',
        inputs: [image, constant(graph, kernel.shape, 'int32'), gradient],
        attributes,
        outputs: [{ output: 'output', dtype: kernel.dtype, shape: kernel.shape }],
      }),
  }
}

/** A window that gives the largest, or the mean, of each channel. */
export interface Pooling extends Sliding {
  readonly kind: 'max' | 'average'
  readonly window: readonly [number, number]
}

const poolAttributes = (
  image: Tensor,
  { window: [height, width], ...by }: Pooling,
): Attributes => ({
  ...slidingAttributes(image, by),
  ksize: { kind: 'ints', value: [1, height, width, 1] },
})

export function pool(image: Tensor, by: Pooling): Tensor {
  const shape = [...slidOver(image.shape, by.window, by), image.shape[3] ?? 0]
  if (image.shape.length !== 4 || shape.some((size) => size === 0)) {
    throw new GraphError(`a pool of ${by.window.join(' x ')} does not fit ${written(image)}`)
  }
  return image.graph.addOne({
    op: by.kind === 'max' ? 'MaxPool' : 'AvgPool',
    inputs: [image],
    attributes: poolAttributes(image, by),
    outputs: [{ output: 'output', dtype: image.dtype, shape }],
  })
}

/** Gradient at the image that went into a pool. */
export function poolGrad(image: Tensor, pooled: Tensor, gradient: Tensor, by: Pooling): Tensor {
  const inputs =
    by.kind === 'max'
      ? [image, pooled, gradient]
      : [constant(image.graph, image.shape, 'int32'), gradient]
  return image.graph.addOne({
    op: by.kind === 'max' ? 'MaxPoolGrad' : 'AvgPoolGrad',
    inputs,
    attributes: poolAttributes(image, by),
    outputs: [{ output: 'output', dtype: image.dtype, shape: image.shape }],
  })
}
