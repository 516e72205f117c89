import { beforeAll, describe, expect, test } from 'vitest'
import { MersenneTwister } from '../../shared/domain/random/mersenne-twister'
import { fashionMnist, type OptimizerSpec } from '../../shared/domain/recipe'
import { denseLayers } from './dense-layers'
import type { DenseWeights, Engine, LabelledImages, TrainingSession } from './engine'
import { indexRange } from './image-batches'
import { loadNative, loadWasm } from './load-engine'
import { adam, sgd, smallRecipe } from './testing/small-recipe'
import { initialWeights } from './weights'

const { pixels, classes } = fashionMnist
const trainImages = 40
const validationImages = 10
const epochOrder = indexRange(0, trainImages)
/** Falling rates that each optimizer learns steadily with. */
const ratesFor = {
  sgd: Float64Array.of(0.1, 0.07, 0.03),
  adam: Float64Array.of(0.005, 0.003, 0.001),
}

function noise(count: number, seed: number): LabelledImages {
  const random = new MersenneTwister([seed])
  return {
    count,
    images: Uint8Array.from({ length: count * pixels }, () => random.nextBelow(256)),
    labels: Uint8Array.from({ length: count }, () => random.nextBelow(classes)),
  }
}

function withSession<Result>(
  engine: Engine,
  optimizer: OptimizerSpec,
  use: (session: TrainingSession) => Result,
): Result {
  const recipe = smallRecipe({ optimizer })
  const session = engine.createSession({
    recipe,
    train: noise(trainImages, 1),
    validation: noise(validationImages, 2),
    weights: initialWeights(denseLayers(recipe.model), new MersenneTwister([3])),
  })
  try {
    return use(session)
  } finally {
    session.dispose()
  }
}

interface Trained {
  readonly losses: readonly number[]
  readonly weights: readonly DenseWeights[]
}

/** Three epochs, `stepsPerCall` steps at a time. */
const train = (engine: Engine, optimizer: OptimizerSpec, stepsPerCall = 3): Trained =>
  withSession(engine, optimizer, (session) => {
    const losses: number[] = []
    const rates = ratesFor[optimizer.kind]
    for (let epoch = 0; epoch < 3; epoch++) {
      for (let step = 0; step < 3; step += stepsPerCall) {
        const order = epochOrder.subarray(step * 16, (step + stepsPerCall) * 16)
        const { loss } = session.trainSteps(order, rates.subarray(step, step + stepsPerCall))
        losses.push(...loss)
      }
    }
    return { losses, weights: session.weights() }
  })

/** The largest difference between two lists of one length. */
const apart = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Math.max(...Array.from(one, (each, index) => Math.abs(each - other[index]!)))

/** What every engine promises, whatever it computes on. */
function keepsItsPromises(engineOf: () => Engine): void {
  describe.each([sgd, adam])('$kind', (optimizer) => {
    const rates = ratesFor[optimizer.kind]

    test('leaves no tensor behind', () => {
      const engine = engineOf()
      const before = engine.tensorCount()
      withSession(engine, optimizer, (session) => {
        const created = engine.tensorCount()
        expect(created).toBeGreaterThan(before)
        session.trainSteps(epochOrder, rates)
        expect(engine.tensorCount()).toBe(created)
        session.trainSteps(epochOrder, rates)
        session.evaluate(0, validationImages)
        session.weights()
        expect(engine.tensorCount()).toBe(created)
      })
      expect(engine.tensorCount()).toBe(before)
    })

    test('gives the same bits for the same inputs', () => {
      expect(train(engineOf(), optimizer)).toEqual(train(engineOf(), optimizer))
    })

    test('gives the same bits however the steps are spread over calls', () => {
      expect(train(engineOf(), optimizer, 1)).toEqual(train(engineOf(), optimizer, 3))
    })

    test('uses the rates it is given, as float32 numbers', () => {
      withSession(engineOf(), optimizer, (session) => {
        const { appliedRate } = session.trainSteps(epochOrder, rates)
        expect([...appliedRate]).toEqual(Array.from(rates, Math.fround))
      })
    })

    test('changes nothing at a rate of zero', () => {
      withSession(engineOf(), optimizer, (session) => {
        const before = session.weights()
        session.trainSteps(epochOrder, new Float64Array(3))
        expect(session.weights()).toEqual(before)
      })
    })
  })

  test('has finite losses at small rates, and none after a huge one', () => {
    withSession(engineOf(), sgd, (session) => {
      const { loss } = session.trainSteps(epochOrder, ratesFor.sgd)
      expect([...loss].every(Number.isFinite)).toBe(true)
      const exploded = session.trainSteps(epochOrder, Float64Array.of(1e38, 1e38, 1e38))
      expect([...exploded.loss].map(Number.isFinite)).toEqual([true, false, false])
      expect(session.evaluate(0, validationImages).lossSum).toBeNaN()
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
})

describe('wasm', () => {
  let engine: Engine
  let native: Record<'sgd' | 'adam', Trained>
  beforeAll(async () => {
    const other = loadNative()
    native = { sgd: train(other, sgd), adam: train(other, adam) }
    engine = await loadWasm()
  })

  test('says what it is', () => {
    expect(engine).toMatchObject({ kind: 'wasm', gpus: [] })
  })
  keepsItsPromises(() => engine)

  test.each([sgd, adam])('agrees with native to 1e-4 over nine steps of $kind', (optimizer) => {
    const { losses, weights } = train(engine, optimizer)
    const expected = native[optimizer.kind]
    expect(apart(losses, expected.losses)).toBeLessThan(1e-4)
    weights.forEach(({ kernel, bias }, layer) => {
      expect(apart(kernel, expected.weights[layer]!.kernel)).toBeLessThan(1e-4)
      expect(apart(bias, expected.weights[layer]!.bias)).toBeLessThan(1e-4)
    })
  })
})
