import { expect, it } from 'vitest'
import { crc32, crc32Hex, crc32Plain } from './crc32'

it('is the check value of its definition, with and without the one of Node', () => {
  const bytes = Buffer.from('123456789')
  expect(crc32(bytes)).toBe(0xcb_f4_39_26)
  expect(crc32Plain(bytes)).toBe(0xcb_f4_39_26)
  expect(crc32Hex('')).toBe('00000000')
})
