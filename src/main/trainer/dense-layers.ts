import { fashionMnist, type Activation, type ModelSpec } from '../../shared/domain/recipe'

/** A dense layer with its number of inputs filled in. */
export interface DenseLayer {
  readonly inputs: number
  readonly units: number
  readonly activation: Activation
}

/**
 * The dense layers of a model for Fashion-MNIST; images arrive flat, so flatten layers do nothing.
 * Throws when the last one is not the softmax over the classes that the loss needs.
 */
export function denseLayers(model: ModelSpec): readonly DenseLayer[] {
  let inputs: number = fashionMnist.pixels
  const layers = model.layers.flatMap((layer) => {
    if (layer.kind === 'flatten') return []
    const { units, activation } = layer
    const dense = { inputs, units, activation }
    inputs = units
    return [dense]
  })
  const last = layers.at(-1)
  if (last?.activation === 'softmax' && last.units === fashionMnist.classes) return layers
  const found = last ? `a dense layer of ${last.units} with ${last.activation}` : 'no dense layer'
  throw new Error(
    `The model must end in a dense layer of ${fashionMnist.classes} with softmax; it has ${found}.`,
  )
}
