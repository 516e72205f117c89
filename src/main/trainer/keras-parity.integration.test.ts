import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { fashionMnist, type OptimizerSpec, type Recipe } from '../../shared/domain/recipe'
import type { DenseWeights, Engine, LabelledImages, TrainingSession } from './engine'
import { EpochTally } from './epoch-tally'
import { indexRange } from './image-batches'
import { loadEngine } from './load-engine'
import { glorotLimit } from './weights'

interface KeptLayer {
  /** The kernel's rows that the fixture keeps; the sums are over all of them. */
  readonly rows: readonly number[]
  readonly kernel: readonly (readonly number[])[]
  readonly kernelSum: number
  readonly kernelSquares: number
  readonly bias: readonly number[]
}

interface Case {
  readonly optimizer: 'sgd' | 'adam'
  readonly rates: readonly number[]
  readonly losses: readonly number[]
  readonly weights: readonly { readonly steps: number; readonly layers: readonly KeptLayer[] }[]
  readonly epochs: readonly {
    readonly loss: number
    readonly accuracy: number
    readonly valLoss: number
    readonly valAccuracy: number
  }[]
  readonly evaluation: { readonly loss: number; readonly accuracy: number }
}

interface Fixture {
  readonly units: readonly number[]
  readonly trainImages: number
  readonly validationImages: number
  readonly batchSize: number
  readonly epochs: number
  readonly cases: readonly Case[]
}

const file = new URL('../../../fixtures/keras/training.json', import.meta.url)
// The fixture is our own file, written by make.py beside it.
const keras = JSON.parse(readFileSync(file, 'utf8')) as Fixture
const { trainImages, validationImages, batchSize } = keras
const stepsPerEpoch = Math.ceil(trainImages / batchSize)

/** float32 of the same operations in another order: the losses' relative difference. */
const lossTolerance = 1e-5
/** The weights' absolute difference, after up to 50 steps. */
const weightTolerance = 1e-5

/** The formulas of make.py. */
const labelOf = (image: number) => (image * 3 + Math.floor(image / 7)) % fashionMnist.classes

function imagesFrom(first: number, count: number): LabelledImages {
  const { pixels } = fashionMnist
  const labels = Uint8Array.from({ length: count }, (_, index) => labelOf(first + index))
  const images = Uint8Array.from({ length: count * pixels }, (_, at) => {
    const pixel = at % pixels
    const image = first + Math.floor(at / pixels)
    const label = labelOf(image)
    return (label * label * 37 + label * pixel * 7 + image * (pixel % 11)) % 256
  })
  return { count, images, labels }
}

function startWeights(): DenseWeights[] {
  let inputs: number = fashionMnist.pixels
  return keras.units.map((units, layer) => {
    const limit = glorotLimit(inputs, units)
    const kernel = Float32Array.from(
      { length: inputs * units },
      (_, at) => ((((at * at * 31 + at * 7919 + layer * 104729) % 2003) - 1001) / 1001) * limit,
    )
    const bias = Float32Array.from({ length: units }, (_, unit) => ((unit % 5) - 2) / 100)
    const weights = { inputs, units, kernel, bias }
    inputs = units
    return weights
  })
}

const optimizers: Record<Case['optimizer'], OptimizerSpec> = {
  sgd: { kind: 'sgd' },
  adam: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
}

const recipeOf = (optimizer: OptimizerSpec): Recipe => ({
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'all' },
    validation: { kind: 'test' },
  },
  model: {
    layers: [
      { kind: 'flatten' },
      ...keras.units.map((units, layer) => ({
        kind: 'dense' as const,
        units,
        activation: layer === keras.units.length - 1 ? ('softmax' as const) : ('relu' as const),
      })),
    ],
  },
  optimizer,
  batchSize,
  totalEpochs: keras.epochs,
  schedule: { kind: 'constant', rate: 1 },
})

/** The training images in order, epoch after epoch: what the steps of a run without shuffle get. */
function orderOf(fromStep: number, toStep: number): Uint32Array {
  const batches = Array.from(indexRange(fromStep, toStep), (step) => {
    const start = (step % stepsPerEpoch) * batchSize
    return [...indexRange(start, Math.min(start + batchSize, trainImages))]
  })
  return Uint32Array.from(batches.flat())
}

const largestOf = (differences: Iterable<number>) =>
  [...differences].reduce(
    (largest, each) => (each > largest || Number.isNaN(each) ? each : largest),
    0,
  )
const absolute = (found: ArrayLike<number>, expected: readonly number[]) =>
  largestOf(expected.map((each, index) => Math.abs(each - (found[index] ?? NaN))))
const relative = (found: ArrayLike<number>, expected: readonly number[]) =>
  largestOf(expected.map((each, index) => Math.abs(each - (found[index] ?? NaN)) / Math.abs(each)))

function expectLayer({ units, kernel, bias }: DenseWeights, expected: KeptLayer): void {
  expected.rows.forEach((row, index) => {
    const found = kernel.subarray(row * units, (row + 1) * units)
    expect(absolute(found, expected.kernel[index]!)).toBeLessThan(weightTolerance)
  })
  expect(absolute(bias, expected.bias)).toBeLessThan(weightTolerance)
  const sum = kernel.reduce((total, each) => total + each, 0)
  const squares = kernel.reduce((total, each) => total + each * each, 0)
  expect(Math.abs(sum - expected.kernelSum)).toBeLessThan(kernel.length * 1e-7)
  expect(Math.abs(squares - expected.kernelSquares)).toBeLessThan(expected.kernelSquares * 1e-5)
}

let engine: Engine
beforeAll(async () => {
  engine = await loadEngine()
})

describe.each(keras.cases)(
  '$optimizer',
  ({ optimizer, rates, losses, weights, epochs, evaluation }) => {
    const withSession = (use: (session: TrainingSession) => void) => {
      const session = engine.createSession({
        recipe: recipeOf(optimizers[optimizer]),
        train: imagesFrom(0, trainImages),
        validation: imagesFrom(trainImages, validationImages),
        weights: startWeights(),
      })
      try {
        use(session)
      } finally {
        session.dispose()
      }
    }
    const train = (session: TrainingSession, from: number, to: number) =>
      session.trainSteps(orderOf(from, to), Float64Array.from(rates.slice(from, to)))

    test('every step has the loss that Keras has', () => {
      withSession((session) => {
        // The loop never trains over an epoch's end, where a batch may be cut short.
        const found = epochs.flatMap((_, epoch) => {
          const { loss } = train(session, epoch * stepsPerEpoch, (epoch + 1) * stepsPerEpoch)
          return [...loss]
        })
        expect(found).toHaveLength(losses.length)
        expect(relative(found, losses)).toBeLessThan(lossTolerance)
      })
    })

    test('the weights are those of Keras after 1, 10 and 50 steps', () => {
      withSession((session) => {
        let done = 0
        for (const { steps, layers } of weights) {
          for (; done < steps; done++) train(session, done, done + 1)
          const found = session.weights()
          expect(found).toHaveLength(layers.length)
          found.forEach((layer, index) => expectLayer(layer, layers[index]!))
        }
      })
    })

    test('epochs add up to what fit reports', () => {
      withSession((session) => {
        const rows = epochs.map((_, epoch) => {
          const tally = new EpochTally(batchSize, trainImages)
          const from = epoch * stepsPerEpoch
          const epochRates = Float64Array.from(rates.slice(from, from + stepsPerEpoch))
          tally.addSteps(train(session, from, from + stepsPerEpoch), epochRates, 0)
          tally.addValidation(session.evaluate(0, validationImages), validationImages, 0)
          return tally.row(epoch)
        })
        const of = (name: keyof (typeof epochs)[number]) => ({
          found: rows.map((row) => row[name]),
          expected: epochs.map((row) => row[name]),
        })
        for (const name of ['loss', 'valLoss'] as const) {
          const { found, expected } = of(name)
          expect(relative(found, expected)).toBeLessThan(lossTolerance)
        }
        for (const name of ['accuracy', 'valAccuracy'] as const) {
          const { found, expected } = of(name)
          expect(found.map(Math.fround)).toEqual(expected.map(Math.fround))
        }
      })
    })

    test('validation in parts adds up to what evaluate reports', () => {
      withSession((session) => {
        epochs.forEach((_, epoch) =>
          train(session, epoch * stepsPerEpoch, (epoch + 1) * stepsPerEpoch),
        )
        const parts = [session.evaluate(0, 7), session.evaluate(7, validationImages)]
        const lossSum = parts.reduce((sum, part) => sum + part.lossSum, 0)
        const correct = parts.reduce((sum, part) => sum + part.correct, 0)
        expect(relative([lossSum / validationImages], [evaluation.loss])).toBeLessThan(
          lossTolerance,
        )
        expect(Math.fround(correct / validationImages)).toBe(Math.fround(evaluation.accuracy))
      })
    })
  },
)
