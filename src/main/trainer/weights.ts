import type { MersenneTwister } from '../../shared/domain/random/mersenne-twister'
import { fashionMnist, type ModelSpec } from '../../shared/domain/recipe'
import type { DenseWeights } from './engine'

/** Glorot-uniform kernels, drawn layer by layer, and zero biases: Keras's defaults. */
export function initialWeights(model: ModelSpec, random: MersenneTwister): DenseWeights[] {
  let inputs: number = fashionMnist.pixels
  return model.layers.flatMap((layer) => {
    if (layer.kind === 'flatten') return []
    const { units } = layer
    const limit = Math.sqrt(6 / (inputs + units))
    const kernel = Float32Array.from(
      { length: inputs * units },
      () => (2 * random.nextFraction() - 1) * limit,
    )
    const weights = { inputs, units, kernel, bias: new Float32Array(units) }
    inputs = units
    return [weights]
  })
}
