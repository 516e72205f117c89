import { expect, test } from 'vitest'
import { parseEpochs } from './parse-epochs'

test.each([
  ['1', 1],
  [' 100 ', 100],
  ['10000', 10_000],
])('“%s”', (text, epochs) => {
  expect(parseEpochs(text)).toEqual({ ok: true, epochs })
})

test.each(['', '0', '10001', '1.5', '1e2', '-3', 'many'])('“%s” is refused', (text) => {
  const parsed = parseEpochs(text)
  expect(parsed).toMatchObject({ ok: false })
  expect(parsed).toHaveProperty(
    'problem',
    expect.stringContaining('a whole number from 1 to 10,000'),
  )
})
