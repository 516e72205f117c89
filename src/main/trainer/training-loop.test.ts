import { describe, expect, test } from 'vitest'
import type { TrainerCommand, TrainerMessage } from '../../shared/contract/trainer'
import { splitSizes, type Recipe } from '../../shared/domain/recipe'
import { compileSchedule } from '../../shared/domain/schedule'
import { Control } from './control'
import type { Evaluation, TrainingSession } from './engine'
import { smallRecipe } from './testing/small-recipe'
import { trainRun } from './training-loop'

interface Call {
  readonly order: readonly number[]
  readonly rates: readonly number[]
}

/** Does as it is told and keeps what it was asked: the loss of step s is 1 / (s + 1). */
class FakeSession implements TrainingSession {
  readonly calls: Call[] = []
  readonly evaluated: (readonly [number, number])[] = []
  lossOf = (step: number) => 1 / (step + 1)
  evaluationOf = (from: number, to: number): Evaluation => ({
    lossSum: (to - from) / 2,
    correct: to - from,
  })
  appliedRateOf = Math.fround
  beforeCall: (index: number) => void = () => undefined

  get steps(): number {
    return this.rates.length
  }
  get rates(): readonly number[] {
    return this.calls.flatMap(({ rates }) => rates)
  }
  get order(): readonly number[] {
    return this.calls.flatMap(({ order }) => order)
  }

  trainSteps(order: Uint32Array, rates: Float64Array) {
    this.beforeCall(this.calls.length)
    const first = this.steps
    this.calls.push({ order: [...order], rates: [...rates] })
    return {
      loss: Float32Array.from(rates, (_, index) => this.lossOf(first + index)),
      correct: Int32Array.from(rates, () => 4),
      appliedRate: Float32Array.from(rates, (rate) => this.appliedRateOf(rate)),
    }
  }
  evaluate(from: number, to: number) {
    this.evaluated.push([from, to])
    return this.evaluationOf(from, to)
  }
  weights() {
    return []
  }
  dispose() {
    return undefined
  }
}

/** A run of a fake session; its clock stands still, so chunks double from one step on. */
function bench(changes: Partial<Recipe> = {}, seed = 7) {
  const recipe = smallRecipe(changes)
  const { trainImages, stepsPerEpoch } = splitSizes(recipe)
  const session = new FakeSession()
  const told: TrainerMessage[] = []
  const tell = (message: TrainerMessage) => void told.push(message)
  const control = new Control((state) => tell({ kind: state }))
  const schedule = compileSchedule(recipe.schedule, { ...recipe, stepsPerEpoch })
  const { totalSteps } = schedule
  const epochOf = (index: number) =>
    session.order.slice(index * trainImages, (index + 1) * trainImages)
  return {
    ...{ session, told, control, stepsPerEpoch, totalSteps, epochOf },
    rates: Array.from({ length: totalSteps }, (_, step) => schedule.rateAt(step)),
    epochs: () => told.filter((message) => message.kind === 'epoch'),
    kinds: () => told.map(({ kind }) => kind),
    start: () => trainRun({ command: { recipe, seed }, session, control, tell, now: () => 0 }),
    /** Does something before the given call of the engine. */
    atCall: (index: number, act: () => void) => {
      session.beforeCall = (call) => (call === index ? act() : undefined)
    },
  }
}

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
    expect(await run.start()).toEqual({ kind: 'completed' })
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
    expect(run.session.calls.map(({ rates }) => rates.length)).toEqual([1, 2, 4, 8, 5, 20])
  })

  test('validates every image once per epoch, a thousand at a time', async () => {
    const data = { ...smallRecipe().data, validation: { kind: 'test' } } as const
    const run = bench({ data, totalEpochs: 1 })
    await run.start()
    const parts = Array.from({ length: 10 }, (_, part) => [part * 1000, (part + 1) * 1000])
    expect(run.session.evaluated).toEqual(parts)
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

describe('a schedule that reacts', () => {
  const plateau = { kind: 'plateau', per: 'epoch', initial: 0.1, factor: 0.5, patience: 1 } as const
  const reacting = (changes: { metric?: 'loss'; patience?: number } = {}) =>
    bench({ schedule: { ...plateau, ...changes }, totalEpochs: 6 })

  test('is told of every epoch, and cuts the rate once its metric has stopped improving', async () => {
    const run = reacting()
    // The validation loss falls in epoch 1 alone: epochs 2 and 3 are bad, so 4 is trained at half.
    run.session.evaluationOf = (from, to) => ({
      lossSum: (to - from) * (run.session.steps <= run.stepsPerEpoch ? 2 : 1),
      correct: 0,
    })
    expect(await run.start()).toEqual({ kind: 'completed' })
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
    expect(await run.start()).toEqual({ kind: 'stopped' })
    expect(run.session.calls).toHaveLength(3)
    expect(run.epochs()).toHaveLength(1)
  })

  test('stops between two parts of the validation', async () => {
    const data = { ...smallRecipe().data, validation: { kind: 'test' } } as const
    const run = bench({ data })
    run.session.evaluationOf = (_, to) => {
      if (to === 2000) run.control.receive(stop)
      return { lossSum: 0, correct: 0 }
    }
    expect(await run.start()).toEqual({ kind: 'stopped' })
    expect(run.session.evaluated).toHaveLength(2)
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
    expect(await ending).toEqual({ kind: 'completed' })
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
    expect(await ending).toEqual({ kind: 'completed' })
  })

  test('stops out of a pause, without resuming', async () => {
    const run = bench()
    run.atCall(0, () => run.control.receive(pause))
    const ending = run.start()
    await turns()
    run.control.receive(stop)
    expect(await ending).toEqual({ kind: 'stopped' })
    expect(run.kinds()).toEqual(['progress', 'paused'])
  })

  test('trains nothing when stopped before the start', async () => {
    const run = bench()
    run.control.receive(stop)
    expect(await run.start()).toEqual({ kind: 'stopped' })
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
    run.session.evaluationOf = () => ({
      lossSum: run.session.steps > 3 ? NaN : 1,
      correct: 0,
    })
    const ending = await run.start()
    expect(ending).toMatchObject({ kind: 'diverged', step: 5, learningRate: run.rates[5] })
    expect(run.epochs()).toHaveLength(1)
    expect(run.session.steps).toBe(6)
  })
})
