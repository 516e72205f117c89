import { afterEach, describe, expect, test, vi } from 'vitest'
import { fashionMnist, type Recipe } from '../../shared/domain/recipe'
import { articleRecipe, commandFor, realLauncher, RealTraining } from './testing/real-trainer'

const trainings: RealTraining[] = []
afterEach(async () => {
  for (const { trainer, ended } of trainings.splice(0)) {
    trainer.kill()
    await ended
  }
})

function start(...parts: ConstructorParameters<typeof RealTraining>): RealTraining {
  const training = new RealTraining(...parts)
  trainings.push(training)
  return training
}

async function finished(...parts: ConstructorParameters<typeof RealTraining>) {
  const training = start(...parts)
  const end = await training.ended
  return { training, end }
}

/** 2,000 images, 25 steps of 64 an epoch: well under a second. */
const small = (changes: Partial<Recipe> = {}) =>
  articleRecipe('exponential', {
    data: {
      dataset: 'fashion-mnist',
      subset: { kind: 'sample', count: 2_000, seed: 5 },
      validation: { kind: 'split', fraction: 0.2 },
    },
    totalEpochs: 2,
    ...changes,
  })

const wasm = { COOLDOWN_ENGINE: 'wasm' }

describe('a run of its own', () => {
  test('tells that it starts, every epoch with its steps, and that it is done', async () => {
    const { training, end } = await finished(commandFor(small({ batchSize: 60 })))
    expect(end).toEqual({ reason: 'exited', code: 0, signal: null, output: '' })
    expect(training.all('ready')[0]?.engine).toMatch(/^TensorFlow \d+\.\d+\.\d+, 1 thread$/)
    expect(training.lastWord).toMatchObject({ kind: 'completed', early: null })
    expect(training.epochs.map(({ row }) => row.epoch)).toEqual([0, 1])
    const rates = [0.5, 0.5 * Math.exp(-0.1)]
    training.epochs.forEach(({ row, steps }, epoch) => {
      // 26 batches of 60 and one of 40.
      expect(steps.loss).toHaveLength(27)
      expect(steps.learningRate).toEqual(Array.from({ length: 27 }, () => rates[epoch]))
      expect(row.learningRate).toBe(rates[epoch])
      const sum = steps.loss.reduce((all, loss, step) => all + loss * (step < 26 ? 60 : 40), 0)
      expect(row.loss).toBeCloseTo(sum / 1_600, 12)
      expect(row.accuracy * 1_600).toBeCloseTo(Math.round(row.accuracy * 1_600), 9)
      expect(row.valAccuracy * 400).toBeCloseTo(Math.round(row.valAccuracy * 400), 9)
    })
  })

  test('can train on all images and validate on the test images', async () => {
    const recipe = small({
      data: {
        dataset: 'fashion-mnist',
        subset: { kind: 'all' },
        validation: { kind: 'test' },
      },
      batchSize: 2_000,
      totalEpochs: 1,
    })
    const { training } = await finished(commandFor(recipe, { threads: 2 }))
    expect(training.all('ready')[0]?.engine).toContain('2 threads')
    expect(training.lastWord).toMatchObject({ kind: 'completed', early: null })
    const [epoch] = training.epochs
    expect(epoch?.steps.loss).toHaveLength(30)
    const correct = (epoch?.row.valAccuracy ?? NaN) * fashionMnist.testImages
    expect(correct).toBeCloseTo(Math.round(correct), 6)
  })

  test('has the same bits for the same seed, 0 too', async () => {
    const bitsOf = async (seed: number) => {
      const { training } = await finished(commandFor(small(), { seed }))
      expect(training.epochs).toHaveLength(2)
      return training.epochs
    }
    const zero = await bitsOf(0)
    expect(await bitsOf(0)).toEqual(zero)
    const seven = await bitsOf(7)
    expect(await bitsOf(7)).toEqual(seven)
    expect(seven).not.toEqual(zero)
  })

  test('starts from the same weights and batches whatever the schedule and optimizer', async () => {
    const adam = articleRecipe('adam').optimizer
    const firstLoss = async (changes: Partial<Recipe>) => {
      const { training } = await finished(commandFor(small({ totalEpochs: 1, ...changes })))
      return training.epochs[0]?.steps.loss[0]
    }
    const loss = await firstLoss({})
    expect(loss).toBeGreaterThan(1)
    expect(await firstLoss({ schedule: { kind: 'constant', rate: 0.01 } })).toBe(loss)
    expect(await firstLoss({ optimizer: adam })).toBe(loss)
  })
})

describe('orders on the way', () => {
  test('pause holds it, resume lets it go on to the same bits, stop ends it', async () => {
    const long = commandFor(small({ totalEpochs: 10_000 }))
    const training = start(long)
    await vi.waitFor(() => expect(training.epochs.length).toBeGreaterThan(0), 60_000)
    training.trainer.pause()
    await vi.waitFor(() => expect(training.all('paused')).toHaveLength(1), 10_000)
    const held = training.epochs.length
    const beats = training.all('heartbeat').length
    await vi.waitFor(() => expect(training.all('heartbeat').length).toBeGreaterThan(beats), 10_000)
    expect(training.epochs).toHaveLength(held)

    training.trainer.resume()
    await vi.waitFor(() => expect(training.epochs.length).toBeGreaterThan(held), 10_000)
    expect(training.all('resumed')).toHaveLength(1)
    expect(training.all('progress').length).toBeGreaterThan(0)
    training.trainer.stop()
    expect(await training.ended).toMatchObject({ reason: 'exited', code: 0 })
    expect(training.lastWord).toMatchObject({ kind: 'stopped' })

    const { training: straight } = await finished(commandFor(small({ totalEpochs: held + 1 })))
    expect(training.epochs.slice(0, held + 1)).toEqual(straight.epochs)
  })

  test('stop ends a paused run, and one that has not begun', async () => {
    const training = start(commandFor(small({ totalEpochs: 10_000 })))
    training.trainer.pause()
    await vi.waitFor(() => expect(training.all('paused')).toHaveLength(1), 60_000)
    expect(training.epochs).toHaveLength(0)
    training.trainer.stop()
    expect(await training.ended).toMatchObject({ code: 0 })
    expect(training.lastWord).toMatchObject({ kind: 'stopped' })

    const hasty = start(commandFor(small({ totalEpochs: 10_000 })))
    hasty.trainer.stop()
    expect(await hasty.ended).toMatchObject({ code: 0 })
    expect(hasty.messages.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['ready', 'stopped']),
    )
  })
})

describe('runs that go wrong', () => {
  test('diverge at the first step whose loss is not finite, with those before it kept', async () => {
    const recipe = small({ schedule: { kind: 'constant', rate: 1e18 } })
    const { training, end } = await finished(commandFor(recipe))
    expect(end).toMatchObject({ reason: 'exited', code: 0 })
    const [diverged] = training.all('diverged')
    expect(training.lastWord).toBe(diverged)
    expect(diverged?.step).toBeGreaterThan(0)
    expect(diverged?.steps.loss).toHaveLength(diverged?.step ?? NaN)
    expect(diverged?.steps.loss.every(Number.isFinite)).toBe(true)
    expect(diverged?.learningRate).toBe(1e18)
  })

  test.each<[string, Parameters<typeof commandFor>, string]>([
    [
      'data that are not there',
      [small(), { datasetFile: '/nowhere/data.bin' }],
      "no such file or directory, open '/nowhere/data.bin'",
    ],
    [
      'a model without a softmax at its end',
      [
        small({
          model: {
            layers: [{ kind: 'flatten' }, { kind: 'dense', units: 10, activation: 'relu' }],
          },
        }),
      ],
      'the last layer must be dense with 10 units and softmax',
    ],
    [
      'a split that leaves nothing to train on',
      [
        small({
          data: {
            dataset: 'fashion-mnist',
            subset: { kind: 'sample', count: 2, seed: 1 },
            validation: { kind: 'split', fraction: 0.9 },
          },
        }),
      ],
      'must leave at least one image to train on; 0.9 of 2 images leaves none',
    ],
    ['an order that is none', [small(), { seed: -1 }], 'The app sent a malformed command: seed: '],
  ])('fail in words a person can read: %s', async (_, parts, words) => {
    const { training, end } = await finished(commandFor(...parts))
    expect(training.lastWord).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining(words) as string,
    })
    expect(end).toMatchObject({ reason: 'exited', code: 1 })
  })
})

describe('the engine', () => {
  test('is the compiled one on native TensorFlow, as the probe says too', async () => {
    const { engine, version } = await realLauncher().probe()
    expect(engine).toBe('compiled')
    expect(version).toMatch(/^\d+\.\d+\.\d+/)
  })

  test('is WASM where it must be, and trains the same within rounding', async () => {
    const command = commandFor(small({ totalEpochs: 1 }))
    const { training } = await finished(command, wasm)
    expect(training.all('ready')[0]?.engine).toMatch(/^TensorFlow\.js .* \(WASM\), 1 thread$/)
    const { training: native } = await finished(command)
    const [slow, fast] = [training.epochs[0], native.epochs[0]]
    expect(slow?.steps.loss).toHaveLength(25)
    slow?.steps.loss.slice(0, 5).forEach((loss, step) => {
      expect(loss).toBeCloseTo(fast?.steps.loss[step] ?? NaN, 3)
    })
  })
})
