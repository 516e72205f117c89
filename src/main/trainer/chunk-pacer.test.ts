import { expect, test } from 'vitest'
import { ChunkPacer } from './chunk-pacer'

test('starts with one step and at most doubles', () => {
  const pacer = new ChunkPacer()
  const chunks = Array.from({ length: 5 }, () => {
    const { steps } = pacer
    pacer.took(steps, 0.001)
    return steps
  })
  expect(chunks).toEqual([1, 2, 4, 8, 16])
})

test('settles on as many steps as fit into 50 ms', () => {
  const pacer = new ChunkPacer()
  for (let chunk = 0; chunk < 10; chunk++) pacer.took(pacer.steps, pacer.steps * 2)
  expect(pacer.steps).toBe(25)
})

test('falls at once when steps become slow, never below one', () => {
  const pacer = new ChunkPacer()
  for (let chunk = 0; chunk < 10; chunk++) pacer.took(pacer.steps, pacer.steps)
  expect(pacer.steps).toBe(50)
  pacer.took(50, 500)
  expect(pacer.steps).toBe(5)
  pacer.took(5, 5_000)
  expect(pacer.steps).toBe(1)
})

test('goes on when the clock shows no time at all', () => {
  const pacer = new ChunkPacer()
  pacer.took(1, 0)
  expect(pacer.steps).toBe(2)
})
