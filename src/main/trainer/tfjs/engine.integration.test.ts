import { beforeAll, describe, expect, test } from 'vitest'
import { modelVariables, sizeOf } from '../../../shared/domain/model-shape'
import { MersenneTwister } from '../../../shared/domain/random/mersenne-twister'
import {
  fashionMnist,
  type LayerSpec,
  type ModelSpec,
  type Recipe,
} from '../../../shared/domain/recipe'
import type { Engine, LabelledImages, NamedTensor, TrainingSession } from '../engine'
import { indexRange } from '../image-batches'
import { loadNative, loadWasm } from '../load-engine'

const { pixels, classes } = fashionMnist
const trainImages = 40
const evaluatedImages = 10
const batchSize = 16
const stepsPerEpoch = 3
const epochOrder = indexRange(0, trainImages)

const ending: LayerSpec = { kind: 'dense', units: 10, activation: 'softmax' }
const stack = (...layers: LayerSpec[]): ModelSpec => ({ layers: [...layers, ending] })
const dense = (activation: 'relu' | 'gelu' | 'tanh' | 'sigmoid' | 'elu' | 'selu'): LayerSpec => ({
  kind: 'dense',
  units: 8,
  activation,
})
const mlp = stack({ kind: 'flatten' }, dense('relu'))

interface Case {
  readonly name: string
  readonly recipe: Partial<Recipe>
}

/** Between them every layer, activation and option; what optimizers do is tested on its own. */
const cases: readonly Case[] = [
  { name: 'sgd', recipe: {} },
  {
    name: 'adam with norms, smoothing, class weights, clipping and decay',
    recipe: {
      optimizer: { kind: 'adam', weightDecay: 0.01, globalClipNorm: 0.5 },
      loss: { labelSmoothing: 0.1, classWeights: [1, 2, 1, 0.5, 1, 1, 1, 3, 1, 1] },
      recordNorms: true,
    },
  },
  {
    name: 'schedule-free adamw with dropout and penalties',
    recipe: {
      optimizer: { kind: 'schedule-free-adamw', weightDecay: 0.01, clipNorm: 0.5 },
      model: stack(
        { kind: 'flatten' },
        { kind: 'dense', units: 12, activation: 'tanh', l1: 1e-4, l2: 1e-3 },
        { kind: 'dropout', rate: 0.4 },
      ),
    },
  },
  {
    name: 'a stack of every activation with batch normalisation and momentum',
    recipe: {
      optimizer: { kind: 'sgd', momentum: 0.9, nesterov: true, clipValue: 0.1 },
      model: stack(
        { kind: 'flatten' },
        dense('gelu'),
        { kind: 'batch-norm', momentum: 0.8 },
        dense('elu'),
        dense('selu'),
        dense('sigmoid'),
      ),
    },
  },
  {
    name: 'convolutions, padded and strided, with both pools',
    recipe: {
      optimizer: { kind: 'rmsprop' },
      model: stack(
        { kind: 'conv2d', filters: 3, kernelSize: 5, padding: 'same', activation: 'relu' },
        { kind: 'batch-norm' },
        { kind: 'max-pool' },
        {
          kind: 'conv2d',
          filters: 4,
          kernelSize: [3, 2],
          strides: 2,
          activation: 'linear',
          l2: 0.01,
        },
        { kind: 'average-pool', padding: 'same' },
        { kind: 'flatten' },
      ),
    },
  },
]

function noise(count: number, seed: number): LabelledImages {
  const random = new MersenneTwister([seed])
  return {
    count,
    images: Uint8Array.from({ length: count * pixels }, () => random.nextBelow(256)),
    labels: Uint8Array.from({ length: count }, () => random.nextBelow(classes)),
  }
}

function weightsOf(model: ModelSpec): readonly NamedTensor[] {
  const random = new MersenneTwister([3])
  return modelVariables(model).map(({ name, role, shape }) => {
    const spread = Math.sqrt(6 / (sizeOf(shape) / (shape.at(-1) ?? 1) + (shape.at(-1) ?? 1)))
    const start = role === 'gamma' || role === 'moving-variance' ? 1 : 0
    const values = Float32Array.from({ length: sizeOf(shape) }, () =>
      role === 'kernel' ? (2 * random.nextFraction() - 1) * spread : start,
    )
    return { name, shape, values }
  })
}

const recipeOf = (changes: Partial<Recipe>): Recipe => ({
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: 50, seed: 1 },
    validation: { kind: 'split', fraction: 0.2 },
  },
  model: mlp,
  optimizer: { kind: 'sgd' },
  batchSize,
  totalEpochs: 3,
  schedule: { kind: 'constant', rate: 0.1 },
  ...changes,
})

function withSession<Result>(
  engine: Engine,
  changes: Partial<Recipe>,
  use: (session: TrainingSession) => Result,
): Result {
  const recipe = recipeOf(changes)
  const session = engine.createSession({
    recipe,
    train: noise(trainImages, 1),
    evaluated: [noise(evaluatedImages, 2), noise(evaluatedImages, 4)],
    weights: weightsOf(recipe.model),
    dropoutSeed: 7,
  })
  try {
    return use(session)
  } finally {
    session.dispose()
  }
}

const rateOf = (step: number) => 0.02 / (1 + step)

/** Steps `from` to `to` (exclusive) of a run whose epochs all have the same order. */
function train(session: TrainingSession, from: number, to: number) {
  const within = from % stepsPerEpoch
  return session.trainSteps({
    firstStep: from,
    order: epochOrder.subarray(within * batchSize, (within + to - from) * batchSize),
    rates: Float64Array.from({ length: to - from }, (_, index) => rateOf(from + index)),
    momenta: null,
  })
}

/** Two epochs, `stepsPerCall` steps at a time. */
const trained = (engine: Engine, changes: Partial<Recipe>, stepsPerCall = 3) =>
  withSession(engine, changes, (session) => {
    const losses: number[] = []
    for (let step = 0; step < 2 * stepsPerEpoch; step += stepsPerCall) {
      losses.push(...train(session, step, step + stepsPerCall).loss)
    }
    const evaluation = session.evaluate(0, 0, evaluatedImages)
    return { losses, weights: session.weights(), evaluation, penalty: session.penalty() }
  })

/** The largest difference between two lists of one length. */
const apart = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Math.max(...Array.from(one, (each, index) => Math.abs(each - (other[index] ?? NaN))))

/** What every engine promises, whatever it computes on. */
function keepsItsPromises(engineOf: () => Engine): void {
  describe.each(cases)('$name', ({ recipe }) => {
    test('leaves no tensor behind', () => {
      const engine = engineOf()
      const before = engine.tensorCount()
      withSession(engine, recipe, (session) => {
        const created = engine.tensorCount()
        expect(created).toBeGreaterThan(before)
        for (let step = 0; step < stepsPerEpoch; step++) {
          train(session, step, step + 1)
          expect(engine.tensorCount()).toBe(created)
        }
        session.evaluate(1, 0, evaluatedImages)
        session.penalty()
        session.restore(session.state())
        expect(engine.tensorCount()).toBe(created)
      })
      expect(engine.tensorCount()).toBe(before)
    })

    test('gives the same bits however the steps are spread over calls', () => {
      expect(trained(engineOf(), recipe, 1)).toEqual(trained(engineOf(), recipe, 3))
    })

    test('goes on from a state with the same bits', () => {
      const { state, after } = withSession(engineOf(), recipe, (session) => {
        train(session, 0, 2)
        const kept = session.state()
        train(session, 2, 3)
        train(session, 3, 6)
        return { state: kept, after: session.state() }
      })
      withSession(engineOf(), recipe, (session) => {
        session.restore(state)
        expect(session.state()).toEqual(state)
        train(session, 2, 3)
        train(session, 3, 6)
        expect(session.state()).toEqual(after)
      })
    })
  })

  test('uses the rates and momenta it is given, as float32 numbers', () => {
    const rates = Float64Array.of(0.1, 0.07, 0.03)
    const steps = { firstStep: 0, order: epochOrder, rates }
    withSession(engineOf(), {}, (session) => {
      const { appliedRate, appliedMomentum, norms } = session.trainSteps({
        ...steps,
        momenta: null,
      })
      expect([...appliedRate]).toEqual(Array.from(rates, Math.fround))
      expect(appliedMomentum).toBeNull()
      expect(norms).toBeNull()
    })
    withSession(engineOf(), { optimizer: { kind: 'adam' } }, (session) => {
      const momenta = Float64Array.of(0.95, 0.9, 0.85)
      const told = session.trainSteps({ ...steps, momenta }).appliedMomentum
      expect([...(told ?? [])]).toEqual(Array.from(momenta, Math.fround))
      const own = session.trainSteps({ ...steps, momenta: null }).appliedMomentum
      expect([...(own ?? [])]).toEqual([0.9, 0.9, 0.9].map(Math.fround))
    })
  })

  test('changes no weight at a rate of zero', () => {
    withSession(engineOf(), {}, (session) => {
      const before = session.weights()
      session.trainSteps({
        firstStep: 0,
        order: epochOrder,
        rates: new Float64Array(3),
        momenta: null,
      })
      expect(session.weights()).toEqual(before)
    })
  })

  test('names what a state lacks, and then changes nothing', () => {
    withSession(engineOf(), { optimizer: { kind: 'adagrad' } }, (session) => {
      const before = session.state()
      train(session, 0, 3)
      const changed = session.state()
      const lacking = before.tensors.filter(({ name }) => name !== 'dense_1/bias/accumulator')
      expect(() => session.restore({ ...before, tensors: lacking })).toThrow(
        'there is no tensor dense_1/bias/accumulator',
      )
      expect(session.state()).toEqual(changed)
    })
  })

  test('has finite losses at small rates, and none after a huge one', () => {
    withSession(engineOf(), {}, (session) => {
      expect([...train(session, 0, 3).loss].every(Number.isFinite)).toBe(true)
      const exploded = session.trainSteps({
        firstStep: 3,
        order: epochOrder,
        rates: Float64Array.of(1e38, 1e38, 1e38),
        momenta: null,
      })
      expect([...exploded.loss].map(Number.isFinite)).toEqual([true, false, false])
      expect(session.evaluate(0, 0, evaluatedImages).lossSum).toBeNaN()
    })
  })
}

// The engines share one tfjs-core, which computes on what was loaded last: native comes first.
describe('native', () => {
  let engine: Engine
  beforeAll(() => {
    engine = loadNative()
  })

  test('says what it is', () => {
    expect(engine.kind).toBe('native')
    expect(engine.version).toMatch(/^\d+\.\d+\.\d+/)
  })
  keepsItsPromises(() => engine)

  test('norms are those of gradient, weights and update, before clipping', () => {
    const optimizer = { kind: 'sgd', clipNorm: 0.1 } as const
    const flat = (session: TrainingSession) =>
      session.weights().flatMap(({ values }) => [...values])
    const norm = (values: readonly number[]) => Math.hypot(...values)
    const moved = (before: readonly number[], after: readonly number[]) =>
      norm(after.map((each, index) => each - (before[index] ?? NaN)))

    const gradient = withSession(engine, { recordNorms: true }, (session) => {
      const before = flat(session)
      const { norms } = train(session, 0, 1)
      const change = moved(before, flat(session))
      expect(norms?.weights[0]).toBeCloseTo(norm(before), 4)
      expect(norms?.updateRatio[0]).toBeCloseTo(change / norm(before), 6)
      expect(norms?.gradient[0]).toBeCloseTo(change / rateOf(0), 3)
      return norms?.gradient[0]
    })
    withSession(engine, { recordNorms: true, optimizer }, (session) => {
      const before = flat(session)
      const { norms } = train(session, 0, 1)
      expect(norms?.gradient[0]).toBe(gradient)
      expect(norms?.updateRatio[0]).toBeCloseTo(moved(before, flat(session)) / norm(before), 6)
      // Each of four weights has its own limit.
      expect(moved(before, flat(session))).toBeLessThanOrEqual(1.001 * 0.2 * rateOf(0))
    })
  })

  test('evaluates the set that is asked for, in parts as well as whole', () => {
    withSession(engine, {}, (session) => {
      const whole = session.evaluate(1, 0, evaluatedImages)
      const parts = [session.evaluate(1, 0, 4), session.evaluate(1, 4, evaluatedImages)]
      expect(parts[0]!.lossSum + parts[1]!.lossSum).toBeCloseTo(whole.lossSum, 5)
      expect(parts[0]!.correct + parts[1]!.correct).toBe(whole.correct)
      const total = whole.confusion.reduce((sum, count) => sum + count, 0)
      expect(total).toBe(evaluatedImages)
      expect(session.evaluate(0, 0, evaluatedImages).lossSum).not.toBe(whole.lossSum)
      expect(() => session.evaluate(2, 0, 1)).toThrow('there are 2 evaluated sets, not 3')
    })
  })

  test('moving statistics take the biased variance of the batch', () => {
    const model = stack({ kind: 'flatten' }, { kind: 'batch-norm', momentum: 0.75 })
    withSession(engine, { model }, (session) => {
      const { images } = noise(trainImages, 1)
      train(session, 0, 1)
      const [, , mean, variance] = session.weights()
      const first = Array.from({ length: batchSize }, (_, row) => (images[row * pixels] ?? 0) / 255)
      const average = first.reduce((sum, each) => sum + each, 0) / batchSize
      const spread = first.reduce((sum, each) => sum + (each - average) ** 2, 0) / batchSize
      expect(mean?.values[0]).toBeCloseTo(0.25 * average, 6)
      expect(variance?.values[0]).toBeCloseTo(0.75 + 0.25 * spread, 6)
    })
  })
})

describe('wasm', () => {
  let engine: Engine
  let native: ReadonlyMap<string, ReturnType<typeof trained>>
  beforeAll(async () => {
    const other = loadNative()
    native = new Map(cases.map(({ name, recipe }) => [name, trained(other, recipe)]))
    engine = await loadWasm()
  })

  test('says what it is', () => {
    expect(engine).toMatchObject({ kind: 'wasm', gpus: [] })
  })
  keepsItsPromises(() => engine)

  test.each(cases)('agrees with native to 1e-4 over six steps: $name', ({ name, recipe }) => {
    const found = trained(engine, recipe)
    const expected = native.get(name)!
    expect(apart(found.losses, expected.losses)).toBeLessThan(1e-4)
    expect(found.penalty).toBeCloseTo(expected.penalty, 4)
    found.weights.forEach(({ values }, index) => {
      expect(apart(values, expected.weights[index]!.values)).toBeLessThan(1e-4)
    })
  })
})
