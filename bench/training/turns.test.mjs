import { expect, test } from 'vitest'
import { takeTurns, withContenders } from './turns.mjs'

/** A contender whose epochs take what the list says, one after another. */
function contender(name, seconds, turns = []) {
  const left = [...seconds]
  return {
    name,
    pid: 0,
    versions: {},
    train: async (epochs) => {
      turns.push(`${name} ${epochs}`)
      return left.splice(0, epochs)
    },
    end: async () => void turns.push(`${name} ends`),
  }
}

test('contenders train in turn; the first epoch and that of each turn do not count', async () => {
  const turns = []
  const a = contender('a', [9, 8, 1, 3, 7, 4, 6], turns)
  const b = contender('b', [90, 80, 10, 10, 70, 20, 20], turns)
  const timings = await takeTurns([a, b], { rounds: 2, epochs: 2, log: () => undefined })
  expect(turns).toEqual(['a 1', 'b 1', 'a 3', 'b 3', 'a 3', 'b 3'])
  expect(timings).toEqual([
    { name: 'a', firstEpochSeconds: 9, seconds: 3.5, spread: [2, 5], rounds: [2, 5] },
    { name: 'b', firstEpochSeconds: 90, seconds: 15, spread: [10, 20], rounds: [10, 20] },
  ])
})

test('those that have started are ended when one cannot', async () => {
  const turns = []
  const starters = [
    async () => contender('a', [], turns),
    async () => {
      throw new Error('no Python')
    },
  ]
  await expect(withContenders(starters, async () => 'used')).rejects.toThrow('no Python')
  expect(turns).toEqual(['a ends'])
})
