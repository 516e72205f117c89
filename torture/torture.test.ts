import { expect, test } from 'vitest'
import { tortures } from './index'

/** Real processes on cores that others use too: it is what they do that counts, not how long. */
const patienceMs = 600_000

test.each(tortures)(
  '$name: $promise',
  async ({ run, short }) => {
    const { figures, broken } = await run({ n: short, seed: 1, log: () => undefined })
    expect(broken).toEqual([])
    expect(Object.keys(figures)).not.toEqual([])
  },
  patienceMs,
)
