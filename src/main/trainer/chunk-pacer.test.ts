import { expect, test } from 'vitest'
import { ChunkPacer } from './chunk-pacer'

const many = 1_000_000

/** Chunks of an endless epoch whose steps take so long. */
function chunks(pacer: ChunkPacer, count: number, msPerStep: number): readonly number[] {
  return Array.from({ length: count }, () => {
    const steps = pacer.next(many * many)
    pacer.took(steps, steps * msPerStep)
    return steps
  })
}

test('starts with one step and at most doubles', () => {
  expect(chunks(new ChunkPacer(), 5, 0.001)).toEqual([1, 2, 4, 8, 16])
})

test('settles on as many steps as fit into 50 ms', () => {
  expect(chunks(new ChunkPacer(), 10, 2).at(-1)).toBe(25)
})

test('falls at once when steps become slow, never below one', () => {
  const pacer = new ChunkPacer()
  chunks(pacer, 10, 1)
  expect(pacer.next(many)).toBe(50)
  pacer.took(50, 500)
  expect(pacer.next(many)).toBe(5)
  pacer.took(5, 5_000)
  expect(pacer.next(many)).toBe(1)
})

test('goes on when the clock shows no time at all', () => {
  const pacer = new ChunkPacer()
  pacer.took(1, 0)
  expect(pacer.next(many)).toBe(2)
})

test('divides what is left into equal parts, none larger than fits', () => {
  const pacer = new ChunkPacer()
  chunks(pacer, 10, 1)
  const taken: number[] = []
  for (let left = 120; left > 0; left -= taken.at(-1)!) taken.push(pacer.next(left))
  expect(taken).toEqual([40, 40, 40])
  expect([pacer.next(50), pacer.next(51), pacer.next(7)]).toEqual([50, 26, 7])
})
