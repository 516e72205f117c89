import { expect, test } from 'vitest'
import { EpochTally } from './epoch-tally'

const steps = (loss: number[], correct: number[]) => ({
  loss: Float32Array.from(loss),
  correct: Int32Array.from(correct),
  appliedRate: new Float32Array(loss.length),
})

/** 40 images in batches of 16, 16 and 8, told in two calls. */
function fullTally(): EpochTally {
  const tally = new EpochTally(16, 40)
  tally.addSteps(steps([2, 1], [4, 8]), Float64Array.of(0.3, 0.2), 100)
  tally.addSteps(steps([0.5], [6]), Float64Array.of(0.1), 50)
  return tally
}

test('means are over images, so the smaller last batch counts less', () => {
  const tally = fullTally()
  tally.addValidation({ lossSum: 6, correct: 3 }, 6, 40)
  tally.addValidation({ lossSum: 2, correct: 4 }, 4, 10)
  expect(tally.row(5)).toEqual({
    epoch: 5,
    loss: (2 * 16 + 1 * 16 + 0.5 * 8) / 40,
    accuracy: 18 / 40,
    valLoss: 0.8,
    valAccuracy: 0.7,
    learningRate: 0.1,
    seconds: 0.2,
  })
})

test('counts steps, validated images and the mean so far', () => {
  const tally = new EpochTally(16, 40)
  expect([tally.steps, tally.validatedImages]).toEqual([0, 0])
  tally.addSteps(steps([2, 1], [0, 0]), Float64Array.of(0.3, 0.2), 0)
  expect([tally.steps, tally.meanLoss]).toEqual([2, 1.5])
  tally.addValidation({ lossSum: 0, correct: 0 }, 6, 0)
  expect(tally.validatedImages).toBe(6)
})

test('gives the first steps with the rates as they were handed over', () => {
  const tally = fullTally()
  expect(tally.firstSteps(0)).toEqual({ loss: [], learningRate: [] })
  expect(tally.firstSteps(2)).toEqual({ loss: [2, 1], learningRate: [0.3, 0.2] })
  expect(tally.firstSteps(3)).toEqual({ loss: [2, 1, 0.5], learningRate: [0.3, 0.2, 0.1] })
})

test('a validation loss that is no number stays visible in the row', () => {
  const tally = fullTally()
  tally.addValidation({ lossSum: NaN, correct: 0 }, 5, 0)
  tally.addValidation({ lossSum: 1, correct: 0 }, 5, 0)
  expect(tally.row(0).valLoss).toBeNaN()
})
