import { expect, test } from 'vitest'
import { fashionMnist } from '../../shared/domain/recipe'
import { imageRows, indexRange, labelsOf, lossShares, targetRows } from './image-batches'

const { pixels, classes } = fashionMnist

/** Three images, each of one brightness. */
const three = {
  count: 3,
  images: Uint8Array.from(
    { length: 3 * pixels },
    (_, at) => [0, 51, 255][Math.floor(at / pixels)]!,
  ),
  labels: Uint8Array.of(7, 0, 9),
}

test('rows are the chosen images, from 0 to 1, in that order', () => {
  const rows = imageRows(three, Uint32Array.of(2, 0, 1, 1))
  expect(rows).toHaveLength(4 * pixels)
  const firstAndLast = [0, 1, 2, 3].flatMap((row) => [
    rows[row * pixels],
    rows[(row + 1) * pixels - 1],
  ])
  const dark = Math.fround(0.2)
  expect(firstAndLast).toEqual([1, 1, 0, 0, dark, dark, dark, dark])
})

test('every brightness is what float32 division gives', () => {
  const images = Uint8Array.from({ length: pixels }, (_, at) => at % 256)
  const rows = imageRows({ count: 1, images, labels: Uint8Array.of(0) }, Uint32Array.of(0))
  expect([...rows]).toEqual(Array.from(images, (value) => Math.fround(value / 255)))
})

test('labels follow the same choice', () => {
  expect([...labelsOf(three, Uint32Array.of(2, 0, 2))]).toEqual([9, 7, 9])
})

test('targets have a single 1 in the place of the label', () => {
  const rows = targetRows(Uint8Array.of(9, 0))
  expect(rows).toHaveLength(2 * classes)
  expect([...rows].flatMap((value, at) => (value === 1 ? [at] : []))).toEqual([9, 10])
  expect(rows.reduce((sum, value) => sum + value, 0)).toBe(2)
})

test('a range leaves its end out', () => {
  expect([...indexRange(3, 6)]).toEqual([3, 4, 5])
  expect([...indexRange(3, 3)]).toEqual([])
})

test('smoothing spreads a share of the target over all classes', () => {
  const rows = targetRows(Uint8Array.of(3), { labelSmoothing: 0.1 })
  const expected = Array.from({ length: classes }, (_, at) => (at === 3 ? 0.91 : 0.01))
  expect([...rows]).toEqual(expected.map(Math.fround))
})

test('labels share the loss by their class weights', () => {
  const classWeights = Array.from({ length: classes }, (_, at) => (at === 9 ? 2.5 : 0))
  expect([...lossShares(Uint8Array.of(9, 0))]).toEqual([0.5, 0.5])
  expect([...lossShares(Uint8Array.of(9, 0), { classWeights })]).toEqual([1.25, 0])
})
