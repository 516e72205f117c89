import { expect, test } from 'vitest'
import { packRequest, unpackRequest } from './paint-messages'
import type { PaintRequest } from './ports'

test('a packed request keeps its floats, and gaps are gaps', () => {
  const request = {
    kind: 'comparison',
    lines: [{ xs: Float64Array.of(1, 2), ys: Float64Array.of(0.1, Number.NaN), raw: null }],
  } as unknown as PaintRequest
  expect(unpackRequest(packRequest(request))).toEqual(request)
})
