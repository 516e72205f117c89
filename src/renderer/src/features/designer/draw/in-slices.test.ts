import { expect, test } from 'vitest'
import { inSlices } from './in-slices'

/** Work that tells which of its steps were done. */
function* steps(count: number, seen: number[]) {
  for (let step = 0; step < count; step++) {
    seen.push(step)
    yield
  }
  return 'done'
}

test('gives the result of the work', async () => {
  const seen: number[] = []
  await expect(inSlices(steps(3, seen), () => true)).resolves.toBe('done')
  expect(seen).toEqual([0, 1, 2])
})

test('stops once the work is not wanted', async () => {
  function* endless() {
    for (;;) yield
  }
  let slices = 0
  await expect(inSlices(endless(), () => ++slices <= 2)).resolves.toBeNull()
  expect(slices).toBe(3)
})

test('does nothing of work that nobody wants', async () => {
  const seen: number[] = []
  await expect(inSlices(steps(3, seen), () => false)).resolves.toBeNull()
  expect(seen).toEqual([])
})
