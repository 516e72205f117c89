import { formatBytes } from './format'
import { shapeLayers, sizeOf, isTrained, type ShapedLayer } from './model-shape'
import { resolveOptimizer } from './optimizer'
import { slotsOf } from './optimizer-kinds'
import { fashionMnist, splitSizes, type Recipe } from './recipe'

/** What a trainer holds before it has a model: Node, TensorFlow and its kernels; measured. */
const engineBytes = 400 * 1024 ** 2

const float = 4
const imageBytes = fashionMnist.pixels + 1

/** Bytes that a run would take, by what they are for. An estimate; nothing is allocated for it. */
export interface RecipeMemory {
  /** The process with TensorFlow in it. */
  readonly engine: number
  readonly weights: number
  readonly gradients: number
  /** What the optimizer keeps for each weight. */
  readonly slots: number
  /** Weights and slots once more: as they are drawn, and as a checkpoint takes them. */
  readonly copies: number
  /** The outputs of all layers for one batch, and the gradients of these. */
  readonly activations: number
  /** Training and evaluated images with their labels. */
  readonly images: number
  readonly total: number
  /** What each layer has of all these but engine and images, in the model's order. */
  readonly layers: readonly LayerMemory[]
}

/** The share of a layer. */
export interface LayerMemory {
  readonly name: string
  /** Place among the model's layers, from 0. */
  readonly index: number
  readonly parameters: number
  readonly weightBytes: number
  readonly activationBytes: number
}

/**
 * Estimates the memory of a run. Throws `ModelError` for a layer that its input does not fit; sizes
 * and counts must be numbers above 0.
 */
export function recipeMemory(recipe: Recipe): RecipeMemory {
  const slots = slotsOf(resolveOptimizer(recipe.optimizer))
  const layers = shapeLayers(recipe.model)
  const all = layers.flatMap(({ variables }) => variables)
  const weights = float * sum(all.map(({ shape }) => sizeOf(shape)))
  const gradients = float * sum(all.filter(isTrained).map(({ shape }) => sizeOf(shape)))
  const perLayer = layers.map((layer, index) => layerMemory(layer, index, recipe.batchSize, slots))
  const parts = {
    engine: engineBytes,
    weights,
    gradients,
    slots: gradients * slots,
    copies: weights + gradients * slots,
    activations: sum(perLayer.map(({ activationBytes }) => activationBytes)),
    images: imageBytes * imagesOf(recipe),
  }
  return { ...parts, total: sum(Object.values(parts)), layers: perLayer }
}

/** The layer that takes most of the memory; undefined for a model without layers. */
export const largestLayer = ({ layers }: RecipeMemory): LayerMemory | undefined =>
  layers.reduce<LayerMemory | undefined>(
    (most, layer) => (most === undefined || bytesOf(layer) > bytesOf(most) ? layer : most),
    undefined,
  )

/** All bytes of a layer. */
export const bytesOf = ({ weightBytes, activationBytes }: LayerMemory) =>
  weightBytes + activationBytes

const words = {
  engine: 'TensorFlow',
  weights: 'weights',
  gradients: 'gradients',
  slots: 'optimizer',
  copies: 'copies for checkpoints',
  activations: 'activations of a batch',
  images: 'images',
} as const

/** The parts in words, such as "weights 1.9 MB", in order; those of no size are left out. */
export function memoryParts(memory: RecipeMemory): readonly string[] {
  const names = Object.keys(words) as (keyof typeof words)[]
  return names
    .filter((name) => memory[name] > 0)
    .map((name) => `${words[name]} ${formatBytes(memory[name])}`)
}

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0)

function layerMemory(
  { name, variables, output }: ShapedLayer,
  index: number,
  batchSize: number,
  slots: number,
): LayerMemory {
  const parameters = sum(variables.map(({ shape }) => sizeOf(shape)))
  const trained = sum(variables.filter(isTrained).map(({ shape }) => sizeOf(shape)))
  // Weights and slots twice, as copies go, and a gradient for what is trained.
  const numbers = 2 * (parameters + slots * trained) + trained
  return {
    name,
    index,
    parameters,
    weightBytes: float * numbers,
    activationBytes: 2 * float * batchSize * sizeOf(output),
  }
}

function imagesOf(recipe: Recipe): number {
  const { trainImages, validationImages } = splitSizes(recipe)
  const besides = recipe.data.validation.kind === 'both' ? fashionMnist.testImages : 0
  return trainImages + validationImages + besides
}
