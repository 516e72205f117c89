import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { WatchedMetric } from '../../shared/domain/recipe'
import type { EpochRow } from '../../shared/domain/series'
import { freshWatch, watchEpoch, type Watch } from './early-stopping'

interface Case {
  readonly metric: WatchedMetric
  readonly patience: number
  readonly minDelta: number
  readonly values: readonly number[]
  /** Wait, best epoch and best value after each epoch, up to the last one that was trained. */
  readonly states: readonly (readonly [number, number, number])[]
  readonly stops: boolean
  /** The epoch whose weights Keras put back. */
  readonly restored: number
}

// The fixture is our own file, written by early_stopping.py beside it.
const cases = JSON.parse(
  readFileSync(new URL('../../../fixtures/keras/early-stopping.json', import.meta.url), 'utf8'),
) as readonly Case[]

/** All other metrics get better and better. */
const row = (epoch: number, metric: WatchedMetric, value: number): EpochRow => ({
  ...{ epoch, learningRate: 0.1, seconds: 1 },
  ...{ loss: -epoch, valLoss: -epoch, accuracy: epoch, valAccuracy: epoch },
  [metric]: value,
})

describe('watches as Keras does', () => {
  test.each(cases.map((each, index) => [index, each.metric, each.patience, each] as const))(
    'case %i: %s, patience %i',
    (_index, _metric, _patience, { values, states, stops, restored, ...spec }) => {
      const watches: Watch[] = []
      for (const [epoch, value] of values.entries()) {
        const next = row(epoch, spec.metric, value)
        watches.push(watchEpoch(watches.at(-1) ?? freshWatch, spec, next))
        if (watches.at(-1)?.isOver) break
      }
      expect(watches.map(({ wait, best }) => [wait, best?.epoch, best?.value])).toEqual(states)
      expect(watches.at(-1)?.isOver).toBe(stops)
      expect(watches.at(-1)?.best?.epoch).toBe(restored)
    },
  )

  test('a watch that was written down goes on as it was', () => {
    const spec = { metric: 'valLoss', patience: 3 } as const
    const before = [1, 0.5, 0.7].reduce(
      (watch, value, epoch) => watchEpoch(watch, spec, row(epoch, 'valLoss', value)),
      freshWatch,
    )
    expect(JSON.parse(JSON.stringify(before))).toEqual(before)
  })
})
