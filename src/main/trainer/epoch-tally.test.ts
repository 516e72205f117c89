import { describe, expect, test } from 'vitest'
import { EpochTally, type TallyState } from './epoch-tally'
import type { SetResult } from './set-evaluation'

const steps = (loss: number[], correct: number[]) => ({
  loss: Float32Array.from(loss),
  correct: Int32Array.from(correct),
  top3: Int32Array.from(correct, (each) => each + 2),
  appliedRate: new Float32Array(loss.length),
  appliedMomentum: null,
  norms: null,
})
const planned = (rates: number[], momenta: number[] | null = null) => ({
  rates: Float64Array.from(rates),
  momenta: momenta && Float64Array.from(momenta),
})
const sizes = { imagesPerEpoch: 40 }
const validation: SetResult = { loss: 0.8, accuracy: 0.7, top3: 0.9, confusion: [], ms: 50 }

/** 40 images in batches of 16, 16 and 8, told in two calls. */
function fullTally(): EpochTally {
  const tally = new EpochTally(16, sizes)
  tally.addSteps(steps([2, 1], [4, 8]), planned([0.3, 0.2]), 100)
  tally.addSteps(steps([0.5], [6]), planned([0.1]), 50)
  return tally
}

test('means are over images, so the smaller last batch counts less', () => {
  expect(fullTally().row(5, validation, null)).toEqual({
    epoch: 5,
    loss: (2 * 16 + 1 * 16 + 0.5 * 8) / 40,
    accuracy: 18 / 40,
    top3: 24 / 40,
    valLoss: 0.8,
    valAccuracy: 0.7,
    valTop3: 0.9,
    learningRate: 0.1,
    seconds: 0.2,
    examplesPerSecond: 40 / 0.15,
  })
})

test('test images are reported beside the validation images', () => {
  const test = { ...validation, loss: 0.9, accuracy: 0.6, ms: 300 }
  expect(fullTally().row(0, validation, test)).toMatchObject({
    valLoss: 0.8,
    testLoss: 0.9,
    testAccuracy: 0.6,
    seconds: 0.5,
  })
})

test('counts steps and the mean so far', () => {
  const tally = new EpochTally(16, sizes)
  expect(tally.steps).toBe(0)
  tally.addSteps(steps([2, 1], [0, 0]), planned([0.3, 0.2]), 0)
  expect([tally.steps, tally.meanLoss]).toEqual([2, 1.5])
})

describe('the first steps', () => {
  test('have the rates as they were planned', () => {
    const tally = fullTally()
    expect(tally.firstSteps(0)).toEqual({ loss: [], learningRate: [] })
    expect(tally.firstSteps(2)).toEqual({ loss: [2, 1], learningRate: [0.3, 0.2] })
    expect(tally.firstSteps(3)).toEqual({ loss: [2, 1, 0.5], learningRate: [0.3, 0.2, 0.1] })
  })

  test('have the momenta as they were planned, where there are any', () => {
    const tally = new EpochTally(16, sizes)
    tally.addSteps(steps([2, 1], [0, 0]), planned([0.3, 0.2], [0.9, 0.95]), 0)
    expect(tally.firstSteps(1)).toEqual({ loss: [2], learningRate: [0.3], momentum: [0.9] })
  })

  test('have norms where the engine gives them, each a finite number', () => {
    const tally = new EpochTally(16, sizes)
    const norms = {
      gradient: Float32Array.of(1, Infinity),
      weights: Float32Array.of(2, 3),
      updateRatio: Float32Array.of(0.5, NaN),
    }
    tally.addSteps({ ...steps([2, 1], [0, 0]), norms }, planned([0.3, 0.2]), 0)
    const largest = (2 - 2 ** -23) * 2 ** 127
    expect(tally.firstSteps(2).norms).toEqual({
      gradient: [1, largest],
      weights: [2, 3],
      updateRatio: [0.5, largest],
    })
  })
})

test('goes on from a state that was written down', () => {
  const begun = new EpochTally(16, sizes)
  begun.addSteps(steps([2, 1], [4, 8]), planned([0.3, 0.2]), 100)
  const state = JSON.parse(JSON.stringify(begun.state())) as TallyState
  const tally = new EpochTally(16, sizes, state)
  tally.addSteps(steps([0.5], [6]), planned([0.1]), 50)
  expect(tally.state()).toEqual(fullTally().state())
  expect(tally.row(0, validation, null)).toEqual(fullTally().row(0, validation, null))
})
