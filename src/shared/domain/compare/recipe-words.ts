import { describeModel } from '../describe-model'
import type { LayerSpec, ModelSpec } from '../model'
import { countParameters } from '../model-summary'
import { resolveOptimizer } from '../optimizer'
import type { Recipe } from '../recipe'

function shortLayer(layer: LayerSpec): string | null {
  switch (layer.kind) {
    case 'dense':
      return String(layer.units)
    case 'conv2d':
      return `conv ${layer.filters}`
    case 'flatten':
    case 'max-pool':
    case 'average-pool':
    case 'batch-norm':
    case 'dropout':
      return null
  }
}

const shortModels = new WeakMap<ModelSpec, string>()
const longModels = new WeakMap<ModelSpec, string>()

function remembered(memory: WeakMap<ModelSpec, string>, make: (model: ModelSpec) => string) {
  return (model: ModelSpec) => {
    const text = memory.get(model) ?? make(model)
    memory.set(model, text)
    return text
  }
}

/** "512, 200, 10": sizes of the layers that have weights of their own. */
export const shortModel = remembered(shortModels, ({ layers }) =>
  layers.flatMap((layer) => shortLayer(layer) ?? []).join(', '),
)
/** Every layer with its options. */
export const longModel = remembered(longModels, describeModel)

const kernels = ({ layers }: ModelSpec) =>
  layers.filter((layer) => layer.kind === 'dense' || layer.kind === 'conv2d')
const most = (values: readonly number[]) => Math.max(0, ...values)

/** Highest dropout rate of the layers; 0 without any. */
export const dropoutOf = ({ layers }: ModelSpec) =>
  most(layers.map((layer) => (layer.kind === 'dropout' ? layer.rate : 0)))
/** Highest penalty of the layers; 0 without any. */
export const penaltyOf = (model: ModelSpec, name: 'l1' | 'l2') =>
  most(kernels(model).map((layer) => layer[name] ?? 0))
/** Decoupled weight decay; 0 without any. */
export const weightDecayOf = ({ optimizer }: Recipe) => resolveOptimizer(optimizer).weightDecay ?? 0

/** Everything that shall keep a network from overfitting, in words. */
export function regularisation(recipe: Recipe): string {
  const { model, loss } = recipe
  const told: readonly (readonly [name: string, value: number])[] = [
    ['dropout', dropoutOf(model)],
    ['L1', penaltyOf(model, 'l1')],
    ['L2', penaltyOf(model, 'l2')],
    ['weight decay', weightDecayOf(recipe)],
    ['label smoothing', loss?.labelSmoothing ?? 0],
  ]
  const parts = told.flatMap(([name, value]) => (value > 0 ? [`${name} ${value}`] : []))
  const hasNorm = model.layers.some(({ kind }) => kind === 'batch-norm')
  return [...parts, ...(hasNorm ? ['batch norm'] : [])].join(', ') || 'none'
}

/** How many numbers are trained; null for layers that do not fit each other. */
export function parametersOf({ model }: Recipe): number | null {
  try {
    return countParameters(model).trained
  } catch {
    // A model whose layers do not fit each other is never trained; its record is still shown.
    return null
  }
}
