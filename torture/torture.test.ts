import { expect, test } from 'vitest'
import { tortures } from './index'

test.each(tortures)('$name: $promise', async ({ run, short }) => {
  const { figures, broken } = await run({ n: short, seed: 1, log: () => undefined })
  expect(broken).toEqual([])
  expect(Object.keys(figures)).not.toEqual([])
})
