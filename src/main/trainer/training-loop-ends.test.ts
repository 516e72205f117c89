import { describe, expect, test } from 'vitest'
import type { EarlyStoppingSpec } from '../../shared/domain/recipe'
import { bench } from './testing/loop-bench'
import { weightsSha256 } from './weights-hash'

/** A run whose validation loss in each epoch is the given one. */
function losing(losses: readonly number[], earlyStopping: EarlyStoppingSpec) {
  const run = bench({ earlyStopping, totalEpochs: losses.length })
  const hashes: string[] = []
  run.session.evaluationOf = (_, from, to) => {
    const epoch = run.session.steps / run.stepsPerEpoch - 1
    hashes[epoch] ??= weightsSha256(run.session.weights())
    return { lossSum: (to - from) * losses[epoch]! }
  }
  return { ...run, hashes }
}

const patient = { metric: 'valLoss', patience: 2 } as const

describe('early stopping', () => {
  test('ends a run that has stopped improving, and says so', async () => {
    const run = losing([3, 2, 2, 2, 1], patient)
    expect(await run.start()).toEqual({
      kind: 'completed',
      early: 'Stopped early: validation loss had not improved for 2 epochs.',
      final: { weightsSha256: run.hashes[3], confusion: [0, 0, 0, 10] },
    })
    expect(run.epochs()).toHaveLength(4)
  })

  test('brings the weights of the best epoch back', async () => {
    const run = losing([3, 2, 2.5, 2.5, 1], { ...patient, restoreBest: true })
    expect(await run.start()).toMatchObject({
      early:
        'Stopped early: validation loss had not improved for 2 epochs; ' +
        'the weights are those of epoch 2.',
      final: { weightsSha256: run.hashes[1] },
    })
    expect(run.hashes[1]).not.toBe(run.hashes[3])
  })

  test('brings them back after the last epoch too, as Keras does', async () => {
    const run = losing([3, 2, 2.5], { ...patient, restoreBest: true })
    const ending = await run.start()
    expect(ending).toMatchObject({ early: null, final: { weightsSha256: run.hashes[1] } })
  })

  test('names the smallest change that counts', async () => {
    const run = losing([3, 2.95, 2.91, 2.5], { ...patient, minDelta: 0.1 })
    const early = 'Stopped early: validation loss had not improved by more than 0.1 for 2 epochs.'
    expect(await run.start()).toMatchObject({ early })
  })

  test('in the very last epoch is no early end', async () => {
    expect(await losing([3, 3, 3], patient).start()).toMatchObject({ early: null })
  })
})

describe('a budget', () => {
  // Three steps an epoch.
  test.each([
    [1, 1],
    [3, 1],
    [4, 2],
    [6, 2],
  ])('of %i steps ends with epoch %i', async (steps, epochs) => {
    const run = bench({ budget: { steps } })
    const counted = steps === 1 ? '1 step' : `${steps} steps`
    expect(await run.start()).toMatchObject({
      kind: 'completed',
      early: `Stopped early: the budget of ${counted} was reached in epoch ${epochs}.`,
    })
    expect(run.epochs()).toHaveLength(epochs)
  })

  test('of more steps than the run has ends nothing', async () => {
    const run = bench({ budget: { steps: 10 } })
    expect(await run.start()).toMatchObject({ early: null })
    expect(run.epochs()).toHaveLength(3)
  })

  test('of seconds counts training and validation', async () => {
    const run = bench({ budget: { seconds: 0.6 } })
    let clock = 0
    run.session.beforeCall = () => (clock += 100)
    run.session.evaluationOf = () => {
      clock += 50
      return {}
    }
    // Three calls an epoch, one step each at this pace.
    expect(await run.start(() => clock)).toMatchObject({
      early: 'Stopped early: the budget of 0.6 seconds was reached in epoch 2.',
    })
    expect(run.epochs().map(({ row }) => row.seconds)).toEqual([0.35, 0.35])
  })

  test('of seconds ends with the epoch that reaches it', async () => {
    const run = bench({ budget: { seconds: 0.3 } })
    let clock = 0
    run.session.beforeCall = () => (clock += 100)
    expect(await run.start(() => clock)).toMatchObject({
      early: 'Stopped early: the budget of 0.3 seconds was reached in epoch 1.',
    })
  })
})
