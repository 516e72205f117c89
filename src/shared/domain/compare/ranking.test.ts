import { expect, test } from 'vitest'
import { rankRuns } from './ranking'
import { articleTrial, madeRun, rowsFrom } from './testing-runs'

const of = (id: string, seed: number, loss: number) =>
  madeRun({ trial: articleTrial(id), seed, rows: rowsFrom([loss]) })

const waiting = madeRun({ trial: articleTrial('adam'), run: { status: 'queued' } })
const runs = [of('linear', 1, 0.4), waiting, of('step', 1, 0.3), of('linear', 2, 0.3)]

const places = (given: Parameters<typeof rankRuns>[0]) =>
  rankRuns(given).map(({ place, label, value }) => [place, label, value])

test('runs from the best to the worst; equal ones share a place, the rest has none', () => {
  const objective = { metric: 'valLoss', at: 'final' } as const
  expect(places({ runs, objective, groupBy: null })).toEqual([
    [1, 'Step, seed 1', 0.3],
    [1, 'Linear, seed 2', 0.3],
    [3, 'Linear, seed 1', 0.4],
    [null, 'Adam, seed 1', null],
  ])
})

test('groups by their means, where more is better too', () => {
  const objective = { metric: 'valAccuracy', at: 'bestEpoch' } as const
  const ranked = rankRuns({ runs, objective, groupBy: 'trial' })
  expect(ranked.map(({ place, label, n }) => [place, label, n])).toEqual([
    [1, 'Step', 1],
    [2, 'Linear', 2],
    [null, 'Adam', 0],
  ])
  expect(ranked[1]?.value).toBeCloseTo(0.65, 12)
  // Values of 0.6 and 0.7.
  expect(ranked[1]?.interval?.high).toBeCloseTo(0.65 + 0.05 * 12.706204736432095, 9)
  expect(ranked[2]?.missing).toEqual([{ name: 'Adam, seed 1', reason: 'has not started' }])
})
