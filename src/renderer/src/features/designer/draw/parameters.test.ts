import { expect, test } from 'vitest'
import { parametersOf } from './parameters'

const inWords = (...given: Parameters<typeof parametersOf>) =>
  parametersOf(...given).map(({ label, value }) => `${label}: ${value}`)

test('fields are told by their labels, times by their unit', () => {
  const spec = { kind: 'polynomial', per: 'epoch', initial: 0.1, power: 2, over: 1 }
  expect(inWords(spec, 'step')).toEqual(['initial rate: 0.1', 'power: 2', 'decay length: 1 epoch'])
})

test('what says nothing new is left out', () => {
  const spec = { kind: 'cosine', initial: 0.1, final: 0, over: '40%', after: 'stay' }
  expect(inWords(spec, 'step')).toEqual(['initial rate: 0.1', 'decay length: 40 % of the run'])
})

test('the schedule after a warm-up is told too', () => {
  const spec = {
    kind: 'warmup',
    per: 'step',
    over: 500,
    from: 0.25,
    schedule: { kind: 'multi-step', initial: 0.5, factor: 0.1, milestones: [1000, '75%'] },
  }
  expect(inWords(spec, 'epoch')).toEqual([
    'warm-up: 500 steps',
    'first factor: 0.25',
    'initial rate: 0.5',
    'factor: 0.1',
    'milestones: 1,000 steps, 75 % of the run',
  ])
})

test('choices, yes and no, and lists are words', () => {
  const stairs = { kind: 'piecewise', boundaries: [10], rates: [0.1, 0.01] }
  expect(inWords(stairs, 'epoch')).toEqual(['boundaries: 10 epochs', 'rates: 0.1, 0.01'])
  const cycle = { kind: 'one-cycle', peak: 1, shape: 'linear', threePhase: true, momentum: null }
  expect(inWords(cycle, 'step')).toEqual([
    'peak rate: 1',
    'shape: linear',
    'down as long as up, then a tail: yes',
  ])
})
