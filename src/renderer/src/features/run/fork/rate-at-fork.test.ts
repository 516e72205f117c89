import { expect, test } from 'vitest'
import { recipeOfPreset } from '../../../../../shared/domain/presets'
import type { Recipe } from '../../../../../shared/domain/recipe'
import type { EpochRow } from '../../../../../shared/domain/series'
import { rateAtFork } from './rate-at-fork'

const parent: Recipe = {
  ...recipeOfPreset('article')!,
  totalEpochs: 10,
  schedule: { kind: 'plateau', per: 'epoch', initial: 0.4, factor: 0.5, patience: 0 },
}
const row = (epoch: number) => ({ epoch, loss: 1, valLoss: 1, accuracy: 0, valAccuracy: 0 })
/** A loss that stands still: the rate is halved after every epoch but the first. */
const rows = Array.from({ length: 5 }, (_, epoch) => row(epoch) as EpochRow)

test('a schedule that stays goes on with what it was told', () => {
  const longer = { ...parent, totalEpochs: 20 }
  expect(rateAtFork(parent, longer, 4, rows)).toMatchObject({
    was: 0.05,
    becomes: 0.05,
    share: 0.2,
  })
})

test('another schedule begins anew, and the parent may end before', () => {
  const other: Recipe = {
    ...parent,
    schedule: { kind: 'plateau', per: 'epoch', initial: 0.4, factor: 0.1, patience: 0 },
  }
  expect(rateAtFork(parent, other, 4, rows)).toMatchObject({ was: 0.05, becomes: 0.4 })
  expect(rateAtFork({ ...parent, totalEpochs: 4 }, other, 4, rows)?.was).toBeNull()
})

test('nothing is told of a run without a step after the fork, or too long to be tried', () => {
  expect(rateAtFork(parent, { ...parent, totalEpochs: 4 }, 4, rows)).toBeNull()
  expect(rateAtFork(parent, { ...parent, totalEpochs: 10_000 }, 4, rows)).toBeNull()
})
