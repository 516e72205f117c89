import { expect, test } from 'vitest'
import type { ScheduleSpec } from '../index'
import { dialectDifferences, dialectsOf } from './index'

const differences = (spec: ScheduleSpec, totalEpochs: number, stepsPerEpoch: number) => {
  const length = { totalEpochs, stepsPerEpoch }
  return dialectDifferences(dialectsOf(spec, length), length)
}
const milestones: ScheduleSpec = {
  kind: 'multi-step',
  per: 'step',
  initial: 0.1,
  factor: 0.1,
  milestones: [30],
}

test('a milestone: timm is early, Keras late, each told with its reason', () => {
  expect(differences(milestones, 1, 60)).toEqual([
    {
      from: 29,
      to: 29,
      groups: [
        {
          names: ['Keras', 'PyTorch', 'optax'],
          libraries: ['keras', 'pytorch', 'optax'],
          first: 0.1,
          last: 0.1,
          lowest: 0.1,
          highest: 0.1,
        },
        {
          names: ['timm'],
          libraries: ['timm'],
          first: 0.010000000000000002,
          last: 0.010000000000000002,
          lowest: 0.010000000000000002,
          highest: 0.010000000000000002,
        },
      ],
      sentence: 'At step 29, Keras, PyTorch and optax still have 0.1; timm already has 0.01.',
      reasons: ['timm compares milestones with t + 1, so it changes one step before each.'],
    },
    expect.objectContaining({
      from: 30,
      to: 30,
      sentence: 'At step 30, PyTorch, optax and timm have 0.01; Keras still has 0.1.',
      reasons: ['Keras keeps the old rate at a boundary itself and changes one step after it.'],
    }),
  ])
})

test('epochs are named as epochs and told in steps', () => {
  const [first, second] = differences({ ...milestones, per: 'epoch' }, 60, 10)
  expect([first?.from, first?.to]).toEqual([290, 299])
  expect(second?.sentence).toBe(
    'At epoch 30, PyTorch, optax and timm have 0.01; Keras still has 0.1.',
  )
})

test('past the end of a cosine PyTorch and transformers climb again', () => {
  const spec: ScheduleSpec = { kind: 'cosine', initial: 0.1, final: 0.001, over: 100 }
  const all = differences(spec, 2, 100)
  expect(all).toHaveLength(1)
  expect([all[0]?.from, all[0]?.to]).toEqual([101, 199])
  expect(all[0]?.sentence).toBe(
    'From step 101 to 199, Keras, optax and timm still have 0.001; PyTorch and transformers have 0.001024 rising to 0.09998.',
  )
})

test('where the libraries agree there is nothing to tell', () => {
  expect(differences({ kind: 'step', initial: 0.1, factor: 0.5, every: 3 }, 1, 30)).toEqual([])
  expect(differences({ kind: 'cosine', initial: 0.1 }, 1, 30)).toEqual([])
  expect(dialectDifferences([], { totalEpochs: 1, stepsPerEpoch: 5 })).toEqual([])
})

test('a schedule that reacts is told an example, or the values that are known', () => {
  const spec: ScheduleSpec = {
    kind: 'plateau',
    per: 'epoch',
    initial: 0.1,
    factor: 0.5,
    patience: 3,
  }
  const length = { totalEpochs: 8, stepsPerEpoch: 10 }
  const dialects = dialectsOf(spec, length)
  expect(dialectDifferences(dialects, length)[0]?.sentence).toBe(
    'At epoch 6, Keras and optax already have 0.05; PyTorch and transformers still have 0.1.',
  )
  expect(dialectDifferences(dialects, length, [8, 7, 6, 5, 4, 3, 2, 1])).toEqual([])
})

test('a list that nobody reads to its end is cut', () => {
  const spec: ScheduleSpec = {
    kind: 'cosine-restarts',
    initial: 0.1,
    final: 0.01,
    period: 2,
    peakFactor: 0.999,
  }
  expect(differences(spec, 100, 100).length).toBeLessThanOrEqual(1_000)
})
