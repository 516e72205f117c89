import { expect, test } from 'vitest'
import { withRoomForNames } from './axis-names'

const option = {
  parallel: { left: 60, right: 120 },
  parallelAxis: [{ dim: 0 }, { dim: 1 }, { dim: 2 }],
}

test('names have the room between two axes', () => {
  const { parallelAxis } = withRoomForNames(option, 780)
  expect(parallelAxis).toEqual([
    { dim: 0, nameTruncate: { maxWidth: 290 } },
    { dim: 1, nameTruncate: { maxWidth: 290 } },
    { dim: 2, nameTruncate: { maxWidth: 290 } },
  ])
})

test('before the width is known nothing changes', () => {
  expect(withRoomForNames(option, 0)).toBe(option)
})
