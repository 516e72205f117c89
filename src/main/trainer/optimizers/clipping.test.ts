import { expect, test } from 'vitest'
import { clipGradients, globalNorm } from './clipping'
import { plainNumbers } from './testing/plain-numbers'

const exact = plainNumbers((value) => value)
const clip = (options: Parameters<typeof clipGradients>[1], gradients: readonly number[]) =>
  clipGradients(exact, options, gradients)

test('without a limit, or with one of 0, gradients stay as they are', () => {
  expect(clip({}, [3, -4])).toEqual([3, -4])
  expect(clip({ clipNorm: 0, clipValue: 0, globalClipNorm: 0 }, [3, -4])).toEqual([3, -4])
})

test('each norm is brought down to the limit on its own', () => {
  expect(clip({ clipNorm: 2 }, [4, -8, 1])).toEqual([2, -2, 1])
})

test('the norm of all is brought down with one factor', () => {
  const [first, second] = clip({ globalClipNorm: 1 }, [3, -4])
  expect(first).toBeCloseTo(0.6, 12)
  expect(second).toBeCloseTo(-0.8, 12)
  expect(clip({ globalClipNorm: 8 }, [3, -4])).toEqual([3, -4])
})

test('a norm of all that is not finite leaves no number', () => {
  expect(clip({ globalClipNorm: 1 }, [1, Infinity])).toEqual([NaN, NaN])
})

test('values are cut at the limit', () => {
  expect(clip({ clipValue: 0.5 }, [0.25, 3, -4])).toEqual([0.25, 0.5, -0.5])
})

test('the norm of each goes before that of all, and that before the values, as in Keras', () => {
  expect(clip({ clipNorm: 2, globalClipNorm: 1, clipValue: 0.5 }, [4, 1])).toEqual([2, 1])
  expect(clip({ globalClipNorm: 5, clipValue: 0.5 }, [3, 4])).toEqual([3, 4])
})

test('the norm of all is the root of all squares', () => {
  expect(globalNorm(exact, [3, 4, 12])).toBe(13)
  expect(globalNorm(exact, [])).toBe(0)
})
