import type { MersenneTwister } from '../../shared/domain/random/mersenne-twister'
import type { DenseLayer } from './dense-layers'
import type { DenseWeights } from './engine'

/** Kernels are drawn from -limit to limit: Keras's Glorot-uniform rule. */
export const glorotLimit = (inputs: number, units: number) => Math.sqrt(6 / (inputs + units))

/** Glorot-uniform kernels, drawn layer by layer, and zero biases: Keras's defaults. */
export function initialWeights(
  layers: readonly DenseLayer[],
  random: MersenneTwister,
): readonly DenseWeights[] {
  return layers.map(({ inputs, units }) => {
    const limit = glorotLimit(inputs, units)
    const kernel = Float32Array.from(
      { length: inputs * units },
      () => (2 * random.nextFraction() - 1) * limit,
    )
    return { inputs, units, kernel, bias: new Float32Array(units) }
  })
}
