import { activations, initializers, layerKinds } from '../../layer-kinds'
import type { LayerSpec, ModelSpec } from '../../model'
import type { Recipe } from '../../recipe'
import type { Fields, RecipeField } from '../../recipe-field'
import { shapeLayers, ModelError } from '../../model-shape'
import { fieldSetting, ruledBy, type Setting, type SettingType } from './setting'

type Kernel = Extract<LayerSpec, { kind: 'dense' | 'conv2d' }>

const hasKernel = (layer: LayerSpec): layer is Kernel =>
  layer.kind === 'dense' || layer.kind === 'conv2d'

const isHidden = ({ layers }: ModelSpec, index: number) => index < layers.length - 1

/** The value that all have; undefined where they differ or there is none. */
function common(values: readonly unknown[]): unknown {
  const [first, ...others] = values
  return others.every((each) => each === first) ? first : undefined
}

const withLayers = (
  recipe: Recipe,
  change: (layer: LayerSpec, index: number) => readonly LayerSpec[],
): Recipe => ({ ...recipe, model: { layers: recipe.model.layers.flatMap(change) } })

interface Together {
  readonly path: string
  readonly label: string
  readonly meaning: string
  readonly group: 'network' | 'regularisation'
  readonly type: SettingType
  readonly field: RecipeField
  /** Which layers have it. */
  readonly applies: (layer: LayerSpec, hidden: boolean) => boolean
  readonly name: string
}

/** One field of several layers as one setting. */
const together = ({ field, applies, name, ...told }: Together): Setting => ({
  ...ruledBy(field),
  ...told,
  // The usual value is written by leaving it out; without any, layers differ.
  optional: false,
  read: ({ model }) =>
    common(
      model.layers
        .filter((layer, index) => applies(layer, isHidden(model, index)))
        .map((layer) => (layer as unknown as Record<string, unknown>)[name] ?? field.fallback),
    ),
  write: (recipe, value) =>
    withLayers(recipe, (layer, index) => {
      if (!applies(layer, isHidden(recipe.model, index))) return [layer]
      const isUsual = value === undefined || value === field.fallback
      const others = Object.entries(layer).filter(([each]) => each !== name)
      // The field is one of the layer's own, and its value has been checked.
      return [Object.fromEntries(isUsual ? others : [...others, [name, value]]) as LayerSpec]
    }),
})

const { units, activation, initializer, l1, l2 } = layerKinds.dense.fields

const shared: readonly Setting[] = [
  together({
    path: 'network.units',
    label: 'hidden units',
    meaning: 'Outputs of every dense layer but the last',
    group: 'network',
    type: 'number',
    field: units,
    name: 'units',
    applies: (layer, hidden) => hidden && layer.kind === 'dense',
  }),
  together({
    path: 'network.activation',
    label: 'activation',
    meaning: 'Of every layer with a kernel but the last',
    group: 'network',
    type: 'choice',
    field: {
      ...activation,
      choices: Object.keys(activations).filter((each) => each !== 'softmax'),
    },
    name: 'activation',
    applies: (layer, hidden) => hidden && hasKernel(layer),
  }),
  together({
    path: 'network.initializer',
    label: 'initializer',
    meaning: 'How all kernels are drawn',
    group: 'network',
    type: 'choice',
    field: { ...initializer, choices: Object.keys(initializers) },
    name: 'initializer',
    applies: hasKernel,
  }),
  together({
    path: 'network.l2',
    label: 'L2',
    meaning: 'Factor of the squares of all kernels in the loss',
    group: 'regularisation',
    type: 'number',
    field: l2,
    name: 'l2',
    applies: hasKernel,
  }),
  together({
    path: 'network.l1',
    label: 'L1',
    meaning: 'Factor of the absolute values of all kernels in the loss',
    group: 'regularisation',
    type: 'number',
    field: l1,
    name: 'l1',
    applies: hasKernel,
  }),
]

/** Dropout after every hidden dense layer, or before the output where there is none. */
function withDropout(recipe: Recipe, rate: number): Recipe {
  const { model } = recipe
  const has = model.layers.some(({ kind }) => kind === 'dropout')
  if (rate === 0) return withLayers(recipe, (layer) => (layer.kind === 'dropout' ? [] : [layer]))
  if (has) {
    return withLayers(recipe, (layer) => [layer.kind === 'dropout' ? { ...layer, rate } : layer])
  }
  const places = model.layers.flatMap((layer, index) =>
    isHidden(model, index) && layer.kind === 'dense' ? [index] : [],
  )
  const after = places.length > 0 ? places : [model.layers.length - 2]
  return withLayers(recipe, (layer, index) =>
    after.includes(index) ? [layer, { kind: 'dropout', rate }] : [layer],
  )
}

const dropout: Setting = {
  ...ruledBy(layerKinds.dropout.fields.rate),
  path: 'network.dropout',
  group: 'regularisation',
  label: 'dropout',
  meaning:
    'Share of values set to 0 while training, after every hidden dense layer; 0 takes dropout away',
  type: 'number',
  read: ({ model }) => {
    const rates = model.layers.flatMap((layer) => (layer.kind === 'dropout' ? [layer.rate] : []))
    return rates.length === 0 ? 0 : common(rates)
  },
  write: (recipe, value) => withDropout(recipe, value as number),
}

/** Keras's names of the layers, where the model can be built; else their places. */
function namesOf(model: ModelSpec): readonly string[] {
  try {
    return shapeLayers(model).map(({ name }) => name)
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    return model.layers.map(({ kind }, index) => `${kind} ${index + 1}`)
  }
}

function layerSettings(model: ModelSpec): readonly Setting[] {
  const names = namesOf(model)
  return model.layers.flatMap((layer, index) => {
    const fields: Fields = layerKinds[layer.kind].fields
    return Object.entries(fields).flatMap(([name, field]) => {
      const setting = fieldSetting(`model.layers.${index}.${name}`, 'network', field)
      return setting ? [{ ...setting, label: `${names[index] ?? layer.kind}: ${field.label}` }] : []
    })
  })
}

/** What can be set of a recipe's network: of all layers together, and of each. */
export const networkSettings = ({ model }: Recipe): readonly Setting[] => [
  ...shared,
  dropout,
  ...layerSettings(model),
]
