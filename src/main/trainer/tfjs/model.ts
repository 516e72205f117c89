import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import { isTrained, shapeLayers } from '../../../shared/domain/model-shape'
import type { ModelSpec } from '../../../shared/domain/recipe'
import type { NamedTensor } from '../engine'
import { fittingTensors } from '../fitting-tensors'
import { zip } from '../zip'
import { atAnOddPlace } from '../own-memory'
import { createLayer, type DropoutChoice, type ModelVariable } from './layers'
import type { Tfjs } from './tfjs'

/** A recipe's model made of tfjs's layers. */
export interface TfjsModel {
  /** In the order of `modelVariables`. */
  readonly variables: readonly ModelVariable[]
  readonly trained: readonly ModelVariable[]
  /** Training moves the moving statistics; null evaluates. */
  logits(images: Tensor4D, training: DropoutChoice | null): Tensor2D
  dispose(): void
}

export function createModel(tf: Tfjs, spec: ModelSpec, weights: readonly NamedTensor[]): TfjsModel {
  const layers = shapeLayers(spec).map((shaped, index, all) =>
    createLayer(tf, shaped, index, index === all.length - 1),
  )
  const variables = layers.flatMap((layer) => layer.variables)
  for (const [variable, tensor] of zip(variables, fittingTensors(variables, weights))) {
    setValue(tf, variable, tensor)
  }
  return {
    variables,
    trained: variables.filter(isTrained),
    logits: (images, training) => {
      const found = layers.reduce<Tensor>((input, layer) => layer.pass(input, training), images)
      // The last layer is dense.
      return found as Tensor2D
    },
    dispose: () => tf.dispose(variables.map(({ value }) => value)),
  }
}

/** Puts new values in a variable. */
export const setValue = (tf: Tfjs, variable: ModelVariable, { values, shape }: NamedTensor) => {
  tf.tidy(() => {
    variable.value.assign(tf.tensor(atAnOddPlace(values), [...shape]))
  })
}
