import { describe, expect, test } from 'vitest'
import type { TrainerCommand } from '../../shared/contract/trainer'
import type { Recipe } from '../../shared/domain/recipe'
import { bench } from './testing/loop-bench'
import { adam, smallRecipe } from './testing/small-recipe'
import type { FakeSession } from './testing/fake-session'
import { weightsSha256 } from './weights-hash'

const dataOf = (validation: Recipe['data']['validation']) => ({ ...smallRecipe().data, validation })

const hashOf = (session: FakeSession) => weightsSha256(session.weights())

/** Lets everything happen that waits for its turn. */
const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const pause: TrainerCommand = { kind: 'pause' }
const resume: TrainerCommand = { kind: 'resume' }
const stop: TrainerCommand = { kind: 'stop' }

describe('a whole run', () => {
  test('hands every step the rate of the schedule, bit for bit', async () => {
    const run = bench()
    expect(await run.start()).toMatchObject({ kind: 'completed', early: null })
    expect(run.session.rates).toEqual(run.rates)
  })

  test('tells every epoch once and in order, with its steps', async () => {
    const run = bench()
    await run.start()
    expect(run.epochs().map(({ row }) => row.epoch)).toEqual([0, 1, 2])
    run.epochs().forEach(({ row, steps }, epoch) => {
      const first = epoch * run.stepsPerEpoch
      const loss = [first, first + 1, first + 2].map((step) => Math.fround(1 / (step + 1)))
      const learningRate = run.rates.slice(first, first + run.stepsPerEpoch)
      expect(steps).toEqual({ loss, learningRate })
      expect(row.learningRate).toBe(run.rates[first + 2])
      expect(row.loss).toBeCloseTo((16 * loss[0]! + 16 * loss[1]! + 8 * loss[2]!) / 40, 12)
      expect(row.accuracy).toBe(12 / 40)
      expect(row).toMatchObject({ valLoss: 0.5, valAccuracy: 1, seconds: 0 })
      expect(row).toMatchObject({ top3: 18 / 40, valTop3: 1 })
      expect(Object.keys(row)).not.toContain('testLoss')
    })
  })

  test('counts steps over the whole run', async () => {
    const run = bench()
    await run.start()
    const firstSteps = run.session.calls.map(({ firstStep }) => firstStep)
    expect(firstSteps).toEqual([0, 1, 3, 6])
  })

  test('leaves out a last batch that is not full where the recipe drops it', async () => {
    const run = bench({ dropLast: true })
    await run.start()
    expect(run.stepsPerEpoch).toBe(2)
    expect([...new Set(run.epochOf(0))]).toHaveLength(32)
    expect(run.session.order).toHaveLength(3 * 32)
    expect(run.epochs().map(({ row }) => row.accuracy)).toEqual([8 / 32, 8 / 32, 8 / 32])
  })

  test('reports test images beside the validation images, penalties added to both', async () => {
    const run = bench({ data: dataOf({ kind: 'both', fraction: 0.2 }), totalEpochs: 1 })
    run.session.evaluationOf = (set, from, to) => ({
      lossSum: (to - from) * (set === 0 ? 0.5 : 0.75),
      correct: (to - from) / (set === 0 ? 2 : 4),
    })
    run.session.penaltyOf = () => 0.125
    await run.start()
    expect(run.epochs()[0]?.row).toMatchObject({
      valLoss: 0.625,
      valAccuracy: 0.5,
      testLoss: 0.875,
      testAccuracy: 0.25,
    })
    const [first, ...rest] = run.session.evaluated
    expect(first).toEqual([0, 0, 10])
    expect(rest.slice(0, 10).map(([set, from]) => [set, from])).toEqual(
      Array.from({ length: 10 }, (_, part) => [1, part * 1000]),
    )
  })

  test('measures seconds and images per second while the engine is at work', async () => {
    const run = bench({ totalEpochs: 1 })
    let clock = 0
    run.session.beforeCall = () => (clock += 100)
    run.session.evaluationOf = () => {
      clock += 50
      return {}
    }
    await run.start(() => clock)
    // 40 images in three calls of 100 ms, then 50 ms of validation.
    expect(run.epochs()[0]?.row).toMatchObject({ seconds: 0.35, examplesPerSecond: 40 / 0.3 })
  })

  test('says what the weights are and what they predict in the end', async () => {
    const run = bench()
    const ending = await run.start()
    expect(ending).toEqual({
      kind: 'completed',
      early: null,
      final: { weightsSha256: hashOf(run.session), confusion: [0, 0, 0, 10] },
    })
  })

  test('shows every image once per epoch, the last batch being smaller', async () => {
    const run = bench()
    await run.start()
    const every = Array.from({ length: 40 }, (_, index) => index)
    for (const epoch of [0, 1, 2]) {
      expect([...run.epochOf(epoch)].sort((a, b) => a - b)).toEqual(every)
    }
    expect(run.epochOf(0)).not.toEqual(run.epochOf(1))
    for (const { order, rates } of run.session.calls) {
      expect(Math.ceil(order.length / 16)).toBe(rates.length)
    }
    expect(run.session.calls.some(({ order }) => order.length % 16 === 8)).toBe(true)
  })

  test('draws the order from the seed alone', async () => {
    const [one, same, other] = [bench({}, 7), bench({ batchSize: 5 }, 7), bench({}, 8)]
    await Promise.all([one.start(), same.start(), other.start()])
    expect(same.session.order).toEqual(one.session.order)
    expect(other.session.order).not.toEqual(one.session.order)
  })

  test('trains in growing chunks that never reach over the end of an epoch', async () => {
    const run = bench({ batchSize: 2, totalEpochs: 2 })
    await run.start()
    expect(run.session.calls.map(({ rates }) => rates.length)).toEqual([1, 2, 4, 7, 6, 20])
  })

  test('validates every image once per epoch, a thousand at a time', async () => {
    const data = dataOf({ kind: 'test' })
    const run = bench({ data, totalEpochs: 1 })
    await run.start()
    const parts = Array.from({ length: 10 }, (_, part) => [0, part * 1000, (part + 1) * 1000])
    expect(run.session.evaluated.slice(0, 10)).toEqual(parts)
  })

  test('tells progress at its pace, from the first chunk on', async () => {
    const run = bench()
    await run.start()
    expect(run.told.filter(({ kind }) => kind === 'progress')).toEqual([
      { kind: 'progress', step: 1, loss: 1, learningRate: run.rates[0] },
    ])
  })

  test('rejects when the engine applied another rate', async () => {
    const run = bench()
    run.session.appliedRateOf = (rate) => rate * 1.001
    await expect(run.start()).rejects.toThrow('instead of 0.1')
  })
})

describe('momentum', () => {
  const cycle: Recipe['schedule'] = {
    kind: 'one-cycle',
    per: 'step',
    peak: 0.1,
    momentum: { low: 0.85, high: 0.95 },
  }

  test('of the optimizer is recorded though it need not be told', async () => {
    const run = bench({ optimizer: adam, totalEpochs: 1 })
    run.session.ownMomentum = 0.9
    await run.start()
    expect(run.session.calls.map(({ momenta }) => momenta)).toEqual([null, null])
    expect(run.epochs()[0]?.steps.momentum).toEqual([0.9, 0.9, 0.9])
  })

  test('of the schedule is told and recorded, bit for bit', async () => {
    const run = bench({ optimizer: adam, schedule: cycle })
    run.session.ownMomentum = 0.9
    await run.start()
    const told = run.session.calls.flatMap(({ momenta }) => momenta)
    expect(told).toEqual(run.momenta)
    expect(new Set(told).size).toBeGreaterThan(3)
    expect(run.epochs().flatMap(({ steps }) => steps.momentum)).toEqual(told)
  })

  test('is left alone where the optimizer has none', async () => {
    const run = bench({ schedule: cycle, totalEpochs: 1 })
    await run.start()
    expect(run.session.calls.map(({ momenta }) => momenta)).toEqual([null, null])
    expect(Object.keys(run.epochs()[0]?.steps ?? {})).toEqual(['loss', 'learningRate'])
  })

  test.each([
    ['another', 0.8, `the momentum ${Math.fround(0.8)} instead of 0.9`],
    ['none', null, 'the momentum undefined instead of 0.9'],
  ])('rejects when the engine applied %s', async (_, applied, message) => {
    const run = bench({ optimizer: adam })
    run.session.ownMomentum = applied
    await expect(run.start()).rejects.toThrow(message)
  })
})

describe('a schedule that reacts', () => {
  const plateau = { kind: 'plateau', per: 'epoch', initial: 0.1, factor: 0.5, patience: 1 } as const
  const reacting = (changes: { metric?: 'loss'; patience?: number } = {}) =>
    bench({ schedule: { ...plateau, ...changes }, totalEpochs: 6 })

  test('is told of every epoch, and cuts the rate once its metric has stopped improving', async () => {
    const run = reacting()
    // The validation loss falls in epoch 1 alone: epochs 2 and 3 are bad, so 4 is trained at half.
    run.session.evaluationOf = (_, from, to) => ({
      lossSum: (to - from) * (run.session.steps <= run.stepsPerEpoch ? 2 : 1),
    })
    expect(await run.start()).toMatchObject({ kind: 'completed', early: null })
    const expected = [0.1, 0.1, 0.1, 0.1, 0.05, 0.05]
    expect(run.epochs().map(({ row }) => row.learningRate)).toEqual(expected)
    expect(run.epochs().map(({ steps }) => steps.learningRate)).toEqual(
      expected.map((rate) => [rate, rate, rate]),
    )
    expect(run.session.rates).toEqual(expected.flatMap((rate) => [rate, rate, rate]))
  })

  test('watches the metric it names', async () => {
    // The training loss falls with every step, the validation loss never.
    const run = reacting({ metric: 'loss' })
    await run.start()
    expect(run.epochs().map(({ row }) => row.learningRate)).toEqual(Array(6).fill(0.1))
  })

  test('diverges at the rate in force', async () => {
    const run = reacting({ patience: 0 })
    run.session.lossOf = (step) => (step < 16 ? 1 : NaN)
    expect(await run.start()).toMatchObject({ kind: 'diverged', step: 16, learningRate: 0.00625 })
  })
})

describe('control', () => {
  test('stops before the next chunk, leaving the epoch unfinished', async () => {
    const run = bench()
    run.atCall(2, () => run.control.receive(stop))
    expect(await run.start()).toMatchObject({ kind: 'stopped' })
    expect(run.session.calls).toHaveLength(3)
    expect(run.epochs()).toHaveLength(1)
  })

  test('stops between two parts of the validation', async () => {
    const data = dataOf({ kind: 'test' })
    const run = bench({ data })
    run.session.evaluationOf = (_, _from, to) => {
      if (to === 2000) run.control.receive(stop)
      return {}
    }
    expect(await run.start()).toMatchObject({ kind: 'stopped' })
    // Two parts of the epoch's validation, then the ten of the final report.
    expect(run.session.evaluated).toHaveLength(12)
    expect(run.epochs()).toEqual([])
  })

  test('waits while paused and goes on with the same steps', async () => {
    const [run, untouched] = [bench(), bench()]
    await untouched.start()
    run.atCall(1, () => run.control.receive(pause))
    const ending = run.start()
    await turns()
    expect(run.kinds().at(-1)).toBe('paused')
    expect(run.session.calls).toHaveLength(2)
    run.control.receive(resume)
    expect(await ending).toMatchObject({ kind: 'completed', early: null })
    expect(run.kinds().filter((kind) => kind === 'paused' || kind === 'resumed')).toEqual([
      'paused',
      'resumed',
    ])
    expect(run.session.calls).toEqual(untouched.session.calls)
    expect(run.epochs()).toEqual(untouched.epochs())
  })

  test('stays paused when paused again right after a resume', async () => {
    const run = bench()
    run.atCall(0, () => run.control.receive(pause))
    const ending = run.start()
    await turns()
    run.control.receive(resume)
    run.control.receive(pause)
    await turns()
    expect(run.session.calls).toHaveLength(1)
    run.control.receive(resume)
    expect(await ending).toMatchObject({ kind: 'completed', early: null })
  })

  test('stops out of a pause, without resuming', async () => {
    const run = bench()
    run.atCall(0, () => run.control.receive(pause))
    const ending = run.start()
    await turns()
    run.control.receive(stop)
    expect(await ending).toMatchObject({ kind: 'stopped' })
    expect(run.kinds()).toEqual(['progress', 'paused'])
  })

  test('trains nothing when stopped before the start', async () => {
    const run = bench()
    run.control.receive(stop)
    expect(await run.start()).toMatchObject({ kind: 'stopped' })
    expect(run.session.calls).toEqual([])
  })
})

describe('divergence', () => {
  test.each([NaN, Infinity])('a loss of %d in a chunk ends at its step', async (bad) => {
    // Batches of 2 make 20 steps; the fourth chunk holds steps 7 to 14.
    const run = bench({ batchSize: 2, totalEpochs: 1 })
    run.session.lossOf = (step) => (step < 10 ? 1 / (step + 1) : bad)
    expect(await run.start()).toEqual({
      kind: 'diverged',
      step: 10,
      learningRate: run.rates[10],
      steps: {
        loss: Array.from({ length: 10 }, (_, step) => Math.fround(1 / (step + 1))),
        learningRate: run.rates.slice(0, 10),
      },
    })
    expect(run.session.calls).toHaveLength(4)
    expect(run.epochs()).toEqual([])
  })

  test('in a later epoch keeps only the steps of that epoch', async () => {
    const run = bench()
    run.session.lossOf = (step) => (step < 4 ? 1 : NaN)
    expect(await run.start()).toEqual({
      kind: 'diverged',
      step: 4,
      learningRate: run.rates[4],
      steps: { loss: [1], learningRate: [run.rates[3]] },
    })
    expect(run.epochs()).toHaveLength(1)
  })

  test('at the very first step keeps no step', async () => {
    const run = bench()
    run.session.lossOf = () => NaN
    expect(await run.start()).toMatchObject({ step: 0, steps: { loss: [], learningRate: [] } })
  })

  test('a validation loss that is no number ends at the last step of the epoch', async () => {
    const run = bench()
    run.session.evaluationOf = () => ({ lossSum: run.session.steps > 3 ? NaN : 1 })
    const ending = await run.start()
    expect(ending).toMatchObject({ kind: 'diverged', step: 5, learningRate: run.rates[5] })
    expect(run.epochs()).toHaveLength(1)
    expect(run.session.steps).toBe(6)
  })
})
