import { layerKinds } from '../../../../../shared/domain/layer-kinds'
import type { LayerSpec, ModelSpec } from '../../../../../shared/domain/model'
import { ModelError } from '../../../../../shared/domain/model-shape'
import { modelSummaryText, summariseModel } from '../../../../../shared/domain/model-summary'
import type { Recipe } from '../../../../../shared/domain/recipe'

/** Every kind of layer under Keras's name. */
export const layerOptions = Object.entries(layerKinds).map(([kind, { title }]) => ({
  value: kind,
  label: title,
}))

const starters: Readonly<Record<LayerSpec['kind'], LayerSpec>> = {
  flatten: { kind: 'flatten' },
  dense: { kind: 'dense', units: 128, activation: 'relu' },
  conv2d: { kind: 'conv2d', filters: 16, kernelSize: 3, activation: 'relu' },
  'max-pool': { kind: 'max-pool' },
  'average-pool': { kind: 'average-pool' },
  'batch-norm': { kind: 'batch-norm' },
  dropout: { kind: 'dropout', rate: 0.5 },
}

const slides: readonly LayerSpec['kind'][] = ['conv2d', 'max-pool', 'average-pool']

/** Where a new layer fits: those that look at images before the flattening, others before the end. */
export function withNewLayer({ layers }: ModelSpec, kind: LayerSpec['kind']): ModelSpec {
  const flatten = layers.findIndex((layer) => layer.kind === 'flatten')
  const at = slides.includes(kind) && flatten >= 0 ? flatten : Math.max(0, layers.length - 1)
  return { layers: [...layers.slice(0, at), starters[kind], ...layers.slice(at)] }
}

/** The layers without one. */
export const withoutLayer = ({ layers }: ModelSpec, index: number): ModelSpec => ({
  layers: layers.filter((_, each) => each !== index),
})

/** The layers with one moved past its neighbour. */
export function withMovedLayer({ layers }: ModelSpec, index: number, by: -1 | 1): ModelSpec {
  const [layer, neighbour] = [layers[index], layers[index + by]]
  if (!layer || !neighbour) return { layers }
  return { layers: layers.with(index, neighbour).with(index + by, layer) }
}

/** A layer's own line in the editor: Keras's name for it, and what comes out, where it can be built. */
export function layerTitles(model: ModelSpec): readonly { name: string; output: string }[] {
  try {
    return summariseModel(model).map(({ name, type, shape }) => ({
      name: `${type} (${name})`,
      output: shape.join(' × '),
    }))
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    return model.layers.map(({ kind }) => ({ name: layerKinds[kind].title, output: '' }))
  }
}

/** Keras's summary of a recipe's network; null for one that cannot be built. */
export function summaryOf({ model }: Recipe): string | null {
  try {
    return modelSummaryText(model)
  } catch (error) {
    if (error instanceof ModelError) return null
    throw error
  }
}
