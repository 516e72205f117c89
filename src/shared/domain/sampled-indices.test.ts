import { expect, test } from 'vitest'
import { sampledIndices } from './sampled-indices'

test('a short series is kept whole', () => {
  expect(sampledIndices([3, 1, 2], 1)).toEqual([0, 1, 2])
  expect(sampledIndices([], 10)).toEqual([])
})

test('a bucket keeps its ends, its extremes and both sides of its largest jump', () => {
  const values = [5, 6, 5, 3, 4, 0, 1, 2, 3]
  expect(sampledIndices(values, 1)).toEqual([0, 1, 4, 5, 8])
})

test('the first and last of every bucket are there, so no jump between buckets is lost', () => {
  const values = Array.from({ length: 100 }, (_, index) => (index < 50 ? 1 : 0))
  expect(sampledIndices(values, 10)).toEqual(
    Array.from({ length: 10 }, (_, bucket) => [bucket * 10, bucket * 10 + 9]).flat(),
  )
})

test('every value is read once, in order', () => {
  const read: number[] = []
  const at = (index: number) => {
    read.push(index)
    return index % 7
  }
  sampledIndices({ length: 1_000, at }, 20)
  expect(read).toEqual(Array.from({ length: 1_000 }, (_, index) => index))
})
