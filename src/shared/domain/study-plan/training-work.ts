import { shapeLayers, sizeOf, isTrained, bothOf, type ShapedLayer } from '../model-shape'
import { resolveOptimizer } from '../optimizer'
import { slotsOf } from '../optimizer-kinds'
import { fashionMnist, splitSizes, type Recipe } from '../recipe'

/** What training costs, in multiply-adds: a measure to compare recipes by, not seconds. */
export interface TrainingWork {
  /** Of one update. */
  readonly step: number
  /** Of one epoch: its steps, and the evaluation after it. */
  readonly epoch: number
}

/** Multiply-adds that a layer makes for one image, going forward. */
function multiplyAdds({ spec, input, output }: ShapedLayer): number {
  switch (spec.kind) {
    case 'dense':
      return sizeOf(input) * spec.units
    case 'conv2d': {
      const [height, width] = bothOf(spec.kernelSize)
      return sizeOf(output) * height * width * (input.at(-1) ?? 1)
    }
    case 'flatten':
    case 'max-pool':
    case 'average-pool':
    case 'batch-norm':
    case 'dropout':
      return 0
  }
}

/** Forward, and backward to the weights and to the inputs. */
const passes = 3

// Fitted to times of dense and convolutional networks from 7,850 to 2 million parameters, batches
// of 16 to 1,024, SGD and Adam, on two cores: what a number that is read and written costs beside
// a multiply-add of a matrix product, and what a step costs whatever it holds.
const costs = { value: 30, parameter: 8, step: 4e6 } as const

const known = new WeakMap<Recipe, TrainingWork>()

/**
 * The work of a recipe's steps and epochs. Throws `ModelError` for a layer that its input does not
 * fit.
 */
export function trainingWork(recipe: Recipe): TrainingWork {
  const work = known.get(recipe) ?? reckon(recipe)
  known.set(recipe, work)
  return work
}

function reckon(recipe: Recipe): TrainingWork {
  const layers = shapeLayers(recipe.model)
  const sum = (pick: (layer: ShapedLayer) => number) =>
    layers.reduce((total, layer) => total + pick(layer), 0)
  const forImage = sum(multiplyAdds) + costs.value * sum(({ output }) => sizeOf(output))
  const parameters = sum(({ variables }) =>
    variables.filter(isTrained).reduce((total, { shape }) => total + sizeOf(shape), 0),
  )
  const numbers = parameters * (2 + slotsOf(resolveOptimizer(recipe.optimizer)))
  const { imagesPerEpoch, stepsPerEpoch, validationImages } = splitSizes(recipe)
  const forSteps = stepsPerEpoch * (costs.step + costs.parameter * numbers)
  const training = forSteps + passes * forImage * imagesPerEpoch
  const tested = recipe.data.validation.kind === 'both' ? fashionMnist.testImages : 0
  return {
    step: training / Math.max(1, stepsPerEpoch),
    epoch: training + forImage * (validationImages + tested),
  }
}
