import type { Initializer, LayerSpec, ModelSpec } from '../../shared/domain/model'
import { shapeLayers, sizeOf, type VariableShape } from '../../shared/domain/model-shape'
import type { MersenneTwister } from '../../shared/domain/random/mersenne-twister'
import type { NamedTensor } from './engine'

/** How many numbers go into each output of a kernel, and how many outputs each input reaches. */
interface Fans {
  readonly inputs: number
  readonly outputs: number
}

/** Gives the next number of a kernel. */
type Draw = () => number

/**
 * What a model starts with, in the order of `modelVariables`: kernels by their layers' initializers,
 * drawn one after another from one generator; biases and shifts 0, scales and moving variances 1.
 */
export function initialWeights(model: ModelSpec, random: MersenneTwister): readonly NamedTensor[] {
  return shapeLayers(model).flatMap(({ spec, variables }) =>
    variables.map((variable) => ({
      name: variable.name,
      shape: variable.shape,
      values: initialValues(variable, spec, random),
    })),
  )
}

function initialValues(
  { role, shape }: VariableShape,
  layer: LayerSpec,
  random: MersenneTwister,
): Float32Array {
  const length = sizeOf(shape)
  switch (role) {
    case 'kernel':
      return Float32Array.from({ length }, drawFor(initializerOf(layer), fansOf(shape), random))
    case 'gamma':
    case 'moving-variance':
      return new Float32Array(length).fill(1)
    case 'bias':
    case 'beta':
    case 'moving-mean':
      return new Float32Array(length)
  }
}

const initializerOf = (layer: LayerSpec): Initializer =>
  ('initializer' in layer ? layer.initializer : undefined) ?? 'glorot-uniform'

/** A kernel has its inputs and outputs last, and the size of a window, if it has one, before. */
function fansOf(shape: readonly number[]): Fans {
  const [inputs = 1, outputs = 1] = shape.slice(-2)
  const window = sizeOf(shape.slice(0, -2))
  return { inputs: window * inputs, outputs: window * outputs }
}

/** Keras's formulas: Glorot and Bengio (2010), He et al. (2015), LeCun et al. (1998). */
function drawFor(
  initializer: Initializer,
  { inputs, outputs }: Fans,
  random: MersenneTwister,
): Draw {
  switch (initializer) {
    case 'glorot-uniform':
      return uniform(Math.sqrt(6 / (inputs + outputs)), random)
    case 'glorot-normal':
      return truncatedNormal(Math.sqrt(2 / (inputs + outputs)), random)
    case 'he-uniform':
      return uniform(Math.sqrt(6 / inputs), random)
    case 'he-normal':
      return truncatedNormal(Math.sqrt(2 / inputs), random)
    case 'lecun-uniform':
      return uniform(Math.sqrt(3 / inputs), random)
    case 'lecun-normal':
      return truncatedNormal(Math.sqrt(1 / inputs), random)
  }
}

/** Evenly from -limit to limit. */
const uniform =
  (limit: number, random: MersenneTwister): Draw =>
  () =>
    (2 * random.nextFraction() - 1) * limit

/** Standard deviation of a standard normal variable that is cut off at -2 and 2. */
const truncatedDeviation = 0.87962566103423978

/**
 * Normal with this standard deviation after all beyond two of the uncut normal's is cut off. By
 * rejection: a number drawn evenly from there is kept with the probability exp(-x^2 / 2). So no
 * value comes out of a logarithm or a sine, whose last bits differ between machines.
 */
function truncatedNormal(deviation: number, random: MersenneTwister): Draw {
  const scale = deviation / truncatedDeviation
  return () => {
    for (;;) {
      const x = 4 * random.nextFraction() - 2
      if (random.nextFraction() < Math.exp((-x * x) / 2)) return x * scale
    }
  }
}
