import { expect, it } from 'vitest'
import { mapSome } from './map-some'

it('keeps the order, and has at most 16 at work at once', async () => {
  let working = 0
  let most = 0
  const results = await mapSome(
    Array.from({ length: 100 }, (_, n) => n),
    async (n) => {
      most = Math.max(most, ++working)
      for (let turn = 0; turn < 20 + (n % 5); turn++) await Promise.resolve()
      working--
      return n * 2
    },
  )
  expect(results).toEqual(Array.from({ length: 100 }, (_, n) => n * 2))
  expect(most).toBe(16)
})

it('of nothing is nothing, and what fails is told', async () => {
  expect(await mapSome([], async () => 1)).toEqual([])
  const failing = mapSome([1, 2], async (n) => {
    if (n === 2) throw new Error('two')
    return n
  })
  await expect(failing).rejects.toThrow('two')
})
