import { describe, expect, it } from 'vitest'
import type { EpochRow } from '../series'
import { largestDeviations, repetitionOf } from './deviation'

const row = (epoch: number, changes: Partial<EpochRow> = {}): EpochRow => ({
  epoch,
  loss: 0.5,
  accuracy: 0.75,
  valLoss: 0.625,
  valAccuracy: 0.5,
  learningRate: 0.1,
  seconds: epoch + 1,
  ...changes,
})

const of = (metric: string, repetition: ReturnType<typeof repetitionOf>) =>
  repetition.deviations.find((each) => each.metric === metric)

describe('a repetition', () => {
  it('is exact when all bits are the same, however long it took', () => {
    const found = repetitionOf([row(0), row(1)], [row(0, { seconds: 9 }), row(1)])
    expect(found).toMatchObject({ epochs: 2, exact: true })
    expect(found.deviations.map(({ metric }) => metric)).toEqual([
      'loss',
      'accuracy',
      'valLoss',
      'valAccuracy',
      'learningRate',
    ])
    expect(found.deviations.every(({ largest, epoch }) => largest === 0 && epoch === null)).toBe(
      true,
    )
  })

  it('tells the largest difference and its epoch, down to the last bit', () => {
    const bit = 2 ** -53
    const found = repetitionOf(
      [row(0), row(1), row(2)],
      [row(0, { loss: 0.5 + bit }), row(1, { loss: 0.25 }), row(2, { valLoss: 0.625 + 2 ** -52 })],
    )
    expect(of('loss', found)).toEqual({ metric: 'loss', largest: 0.25, epoch: 1 })
    expect(of('valLoss', found)).toEqual({ metric: 'valLoss', largest: 2 ** -52, epoch: 2 })
    expect(found.exact).toBe(false)
  })

  it('compares as far as both go, and misses what one has not', () => {
    const found = repetitionOf([row(0, { top3: 0.9 }), row(1)], [row(0)])
    expect(found.epochs).toBe(1)
    expect(of('top3', found)).toEqual({ metric: 'top3', largest: Infinity, epoch: 0 })
  })

  it('of several runs has the worst of each metric', () => {
    const near = repetitionOf([row(0)], [row(0, { loss: 0.625 })])
    const far = repetitionOf([row(0)], [row(0, { loss: 0.25 })])
    expect(largestDeviations([near, far])[0]).toEqual({ metric: 'loss', largest: 0.25, epoch: 0 })
    expect(largestDeviations([])).toEqual([])
  })
})
