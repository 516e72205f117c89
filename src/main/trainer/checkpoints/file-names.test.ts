import { expect, test } from 'vitest'
import { checkpointName, newestFirst, positionOf } from './file-names'

test.each([
  [{ epochs: 0, step: 12 }, '000000-000012.ckpt'],
  [{ epochs: 7, step: 0 }, '000007.ckpt'],
  [{ epochs: 1_234_567, step: 7_654_321 }, '1234567-7654321.ckpt'],
])('%j is called %s', (position, name) => {
  expect(checkpointName(position)).toBe(name)
  expect(positionOf(name)).toEqual(position)
})

test.each(['7.ckpt', '000007.ckpt.tmp', '000007-.ckpt', 'notes.txt', '000007-000001-000001.ckpt'])(
  '%s is no checkpoint',
  (name) => expect(positionOf(name)).toBeNull(),
)

test('the newest comes first', () => {
  const names = ['000002.ckpt', '000010.ckpt', '000002-000003.ckpt', '000002-000020.ckpt']
  const positions = names.map(positionOf).filter((position) => position !== null)
  expect(positions.sort(newestFirst).map(checkpointName)).toEqual([
    '000010.ckpt',
    '000002-000020.ckpt',
    '000002-000003.ckpt',
    '000002.ckpt',
  ])
})
