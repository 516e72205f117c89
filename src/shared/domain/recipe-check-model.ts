import { attempt } from './attempt'
import type { LayerSpec, ModelSpec } from './model'
import { ModelError, shapeLayers } from './model-shape'
import { fashionMnist } from './recipe'
import type { RecipeProblem } from './recipe-check-fields'

/** Layers that do not fit onto each other, or do not end as the loss needs it. */
export function modelProblems(model: ModelSpec): readonly RecipeProblem[] {
  return [...shapeProblems(model), ...earlySoftmax(model), ...endProblems(model)]
}

function shapeProblems(model: ModelSpec): readonly RecipeProblem[] {
  const shaped = attempt(ModelError, () => shapeLayers(model))
  if (shaped.ok) return []
  const { path, message } = shaped.fault
  return [{ path: `model.${path}`, message: message.slice(path.length + 2) }]
}

const hasSoftmax = (layer: LayerSpec) => 'activation' in layer && layer.activation === 'softmax'

/** The engines take softmax and loss together; in between it would be another function. */
const earlySoftmax = ({ layers }: ModelSpec): readonly RecipeProblem[] =>
  layers.flatMap((layer, index) =>
    hasSoftmax(layer) && index < layers.length - 1
      ? [
          {
            path: `model.layers.${index}.activation`,
            message: 'softmax must be in the last layer only; was in one before it',
          },
        ]
      : [],
  )

function endProblems({ layers }: ModelSpec): readonly RecipeProblem[] {
  const { classes } = fashionMnist
  return layers.slice(-1).flatMap((last) => {
    const isDense = last.kind === 'dense'
    if (isDense && last.units === classes && last.activation === 'softmax') return []
    const found = isDense ? `dense, ${last.units} ${last.activation}` : last.kind
    return [
      {
        path: `model.layers.${layers.length - 1}`,
        message: `the last layer must be dense with ${classes} units and softmax; was ${found}`,
      },
    ]
  })
}
