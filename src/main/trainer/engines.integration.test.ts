import { beforeAll, describe, expect, test } from 'vitest'
import { fashionMnist } from '../../shared/domain/recipe'
import type { Engine, TrainingSession } from './engine'
import { loadCompiled, loadNative, loadWasm } from './load-engine'
import {
  trainImages,
  evaluatedImages,
  batchSize,
  stepsPerEpoch,
  epochOrder,
  stack,
  cases,
  noise,
  withSession,
  rateOf,
  train,
  trained,
} from './testing/small-sessions'

const { pixels } = fashionMnist

/** The largest difference between two lists of one length. */
const apart = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Math.max(...Array.from(one, (each, index) => Math.abs(each - (other[index] ?? NaN))))

/** What every engine promises, whatever it computes on. */
function keepsItsPromises(engineOf: () => Engine, tried = cases): void {
  describe.each(tried)('$name', ({ recipe }) => {
    test('leaves no tensor behind', () => {
      const engine = engineOf()
      const before = engine.tensorCount()
      withSession(engine, recipe, (session) => {
        const created = engine.tensorCount()
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

  test('keeps nothing of what it is given: a caller may use its memory again', () => {
    withSession(engineOf(), { optimizer: { kind: 'adam' } }, (session) => {
      train(session, 0, 3)
      // Some arrays only lie where an engine would like to take them as they are.
      for (let round = 0; round < 20; round++) {
        const kept = session.state()
        const given = session.state()
        session.restore(given)
        for (const { values } of given.tensors) values.fill(7)
        expect(session.state()).toEqual(kept)
      }
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

/** What is worth a look at once, where engines could mean different things. */
function meansWhatItSays(engineOf: () => Engine): void {
  test('norms are those of gradient, weights and update, before clipping', () => {
    const optimizer = { kind: 'sgd', clipNorm: 0.1 } as const
    const flat = (session: TrainingSession) =>
      session.weights().flatMap(({ values }) => [...values])
    const norm = (values: readonly number[]) => Math.hypot(...values)
    const moved = (before: readonly number[], after: readonly number[]) =>
      norm(after.map((each, index) => each - (before[index] ?? NaN)))

    const gradient = withSession(engineOf(), { recordNorms: true }, (session) => {
      const before = flat(session)
      const { norms } = train(session, 0, 1)
      const change = moved(before, flat(session))
      expect(norms?.weights[0]).toBeCloseTo(norm(before), 4)
      expect(norms?.updateRatio[0]).toBeCloseTo(change / norm(before), 6)
      expect(norms?.gradient[0]).toBeCloseTo(change / rateOf(0), 3)
      return norms?.gradient[0]
    })
    withSession(engineOf(), { recordNorms: true, optimizer }, (session) => {
      const before = flat(session)
      const { norms } = train(session, 0, 1)
      expect(norms?.gradient[0]).toBe(gradient)
      expect(norms?.updateRatio[0]).toBeCloseTo(moved(before, flat(session)) / norm(before), 6)
      // Each of four weights has its own limit.
      expect(moved(before, flat(session))).toBeLessThanOrEqual(1.001 * 0.2 * rateOf(0))
    })
  })

  test('evaluates the set that is asked for, in parts as well as whole', () => {
    withSession(engineOf(), {}, (session) => {
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
    withSession(engineOf(), { model }, (session) => {
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
}

const known = new Map<string, ReturnType<typeof trained>>()

/** Six steps, against tfjs's operations and gradients on native TensorFlow. */
function agreesWithTheOracle(engineOf: () => Engine, tried = cases): void {
  test.each(tried)('agrees with the oracle to 1e-4 over six steps: $name', ({ name, recipe }) => {
    const found = trained(engineOf(), recipe)
    const expected = known.get(name)!
    expect(apart(found.losses, expected.losses)).toBeLessThan(1e-4)
    expect(found.penalty).toBeCloseTo(expected.penalty, 4)
    expect(found.evaluation.lossSum).toBeCloseTo(expected.evaluation.lossSum, 3)
    found.weights.forEach(({ values }, index) => {
      expect(apart(values, expected.weights[index]!.values)).toBeLessThan(1e-4)
    })
  })
}

// The engines share one tfjs-core, which computes on what was loaded last: native ones come first.
beforeAll(() => {
  const oracle = loadNative()
  for (const { name, recipe } of cases) known.set(name, trained(oracle, recipe))
})

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
  meansWhatItSays(() => engine)
})

describe('compiled', () => {
  let engine: Engine
  beforeAll(() => {
    engine = loadCompiled()
  })

  test('says what it is', () => {
    expect(engine.kind).toBe('compiled')
    expect(engine.version).toMatch(/^\d+\.\d+\.\d+/)
  })
  keepsItsPromises(() => engine)
  meansWhatItSays(() => engine)
  agreesWithTheOracle(() => engine)
})

describe('compiled by XLA', () => {
  // XLA takes a second or more for each graph; between them these use most of the ops.
  const tried = cases.filter(({ name }) => /dropout|norms/.test(name))
  let engine: Engine
  beforeAll(() => {
    const plain = loadCompiled()
    engine = {
      ...plain,
      createSession: (parts) =>
        plain.createSession({ ...parts, recipe: { ...parts.recipe, compiler: 'xla' } }),
    }
  })

  test('there are cases to try', () => {
    expect(tried).toHaveLength(2)
  })
  agreesWithTheOracle(() => engine, tried)

  test('gives the same bits however the steps are spread over calls', () => {
    const [{ recipe }] = tried as [(typeof cases)[number]]
    expect(trained(engine, recipe, 1)).toEqual(trained(engine, recipe, 3))
  })
})

describe('wasm', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await loadWasm()
  })

  test('says what it is', () => {
    expect(engine).toMatchObject({ kind: 'wasm', gpus: [] })
  })
  keepsItsPromises(() => engine)
  agreesWithTheOracle(() => engine)
})
