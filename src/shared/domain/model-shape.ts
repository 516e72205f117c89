import type { LayerSpec, ModelSpec, Padding, Pair } from './model'

/** Height, width and channels of an image, or the length of a vector. */
export type Shape = readonly number[]

/** What a variable is for; the last two move with the batches and are not trained. */
export type VariableRole = 'kernel' | 'bias' | 'gamma' | 'beta' | 'moving-mean' | 'moving-variance'

/** One tensor of a layer. */
export interface VariableShape {
  /** Such as `dense_1/kernel`. */
  readonly name: string
  readonly role: VariableRole
  readonly shape: Shape
}

/** A layer with all sizes known. */
export interface ShapedLayer {
  /** As Keras names it in a fresh session: `dense`, `dense_1`, ... */
  readonly name: string
  /** Keras's class, such as `Conv2D`. */
  readonly type: string
  readonly spec: LayerSpec
  readonly input: Shape
  readonly output: Shape
  readonly variables: readonly VariableShape[]
}

/** Says which layer cannot be, and why. `path` leads to the field from the model on. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(`${path}: ${message}`)
  }
}

const types: Readonly<Record<LayerSpec['kind'], readonly [type: string, name: string]>> = {
  flatten: ['Flatten', 'flatten'],
  dense: ['Dense', 'dense'],
  conv2d: ['Conv2D', 'conv2d'],
  'max-pool': ['MaxPooling2D', 'max_pooling2d'],
  'average-pool': ['AveragePooling2D', 'average_pooling2d'],
  'batch-norm': ['BatchNormalization', 'batch_normalization'],
  dropout: ['Dropout', 'dropout'],
}

/** Height and width of a pair. */
export const bothOf = (pair: Pair): readonly [number, number] =>
  typeof pair === 'number' ? [pair, pair] : pair

/** What a window over `size` gives: Keras's rules for `valid` and `same`. */
export const windowOutput = (size: number, window: number, stride: number, padding: Padding) =>
  padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - window) / stride) + 1

/** Window, strides and padding of a layer that slides over an image, defaults filled in. */
export function windowOf(
  spec: Extract<LayerSpec, { kind: 'conv2d' | 'max-pool' | 'average-pool' }>,
) {
  const window = bothOf(spec.kind === 'conv2d' ? spec.kernelSize : (spec.poolSize ?? 2))
  const strides = bothOf(spec.strides ?? (spec.kind === 'conv2d' ? 1 : window))
  return { window, strides, padding: spec.padding ?? 'valid' }
}

/**
 * The layers of a model with their shapes, images of `input` (height, width, channels) going in.
 * Throws {@link ModelError} for a layer that its input does not fit.
 */
export function shapeLayers(model: ModelSpec, input: Shape = [28, 28, 1]): readonly ShapedLayer[] {
  const used = new Map<string, number>()
  let shape = input
  return model.layers.map((spec, index) => {
    const path = `layers.${index}`
    const [type, base] = types[spec.kind]
    const times = used.get(base) ?? 0
    used.set(base, times + 1)
    const name = times === 0 ? base : `${base}_${times}`
    const before = shape
    shape = outputOf(spec, before, path)
    return {
      name,
      type,
      spec,
      input: before,
      output: shape,
      variables: variablesOf(name, spec, before),
    }
  })
}

/** Every variable of a model, layer by layer, in the order in which Keras makes them. */
export const modelVariables = (model: ModelSpec): readonly VariableShape[] =>
  shapeLayers(model).flatMap(({ variables }) => variables)

/** False for the moving statistics of batch normalisation. */
export const isTrained = ({ role }: VariableShape) =>
  role !== 'moving-mean' && role !== 'moving-variance'

/** Number of elements of a shape. */
export const sizeOf = (shape: Shape) => shape.reduce((product, size) => product * size, 1)

const written = (shape: Shape) => shape.join(' x ')

function outputOf(spec: LayerSpec, input: Shape, path: string): Shape {
  switch (spec.kind) {
    case 'flatten':
      return [sizeOf(input)]
    case 'dense':
      if (input.length === 1) return [spec.units]
      throw new ModelError(
        path,
        `a dense layer needs flat input, was given ${written(input)}; put a flatten layer before it`,
      )
    case 'conv2d':
    case 'max-pool':
    case 'average-pool':
      return slideOver(spec, input, path)
    case 'batch-norm':
    case 'dropout':
      return input
  }
}

function slideOver(
  spec: Extract<LayerSpec, { kind: 'conv2d' | 'max-pool' | 'average-pool' }>,
  input: Shape,
  path: string,
): Shape {
  const [height, width, channels] = input
  if (height === undefined || width === undefined || channels === undefined) {
    throw new ModelError(
      path,
      `${types[spec.kind][0]} needs an image, was given a vector of ${written(input)}; ` +
        'put it before the flatten layer',
    )
  }
  const { window, strides, padding } = windowOf(spec)
  const size = [
    windowOutput(height, window[0], strides[0], padding),
    windowOutput(width, window[1], strides[1], padding),
  ] as const
  if (size[0] < 1 || size[1] < 1) {
    throw new ModelError(
      path,
      `a window of ${written(window)} does not fit into ${height} x ${width}; ` +
        'it would leave less than 1 pixel',
    )
  }
  return [...size, spec.kind === 'conv2d' ? spec.filters : channels]
}

function variablesOf(layer: string, spec: LayerSpec, input: Shape): readonly VariableShape[] {
  const named = (role: VariableRole, shape: Shape): VariableShape => ({
    name: `${layer}/${role.replace('-', '_')}`,
    role,
    shape,
  })
  const channels = input.at(-1) ?? 1
  switch (spec.kind) {
    case 'dense':
      return [named('kernel', [channels, spec.units]), named('bias', [spec.units])]
    case 'conv2d':
      return [
        named('kernel', [...bothOf(spec.kernelSize), channels, spec.filters]),
        named('bias', [spec.filters]),
      ]
    case 'batch-norm':
      return (['gamma', 'beta', 'moving-mean', 'moving-variance'] as const).map((role) =>
        named(role, [channels]),
      )
    case 'flatten':
    case 'max-pool':
    case 'average-pool':
    case 'dropout':
      return []
  }
}
