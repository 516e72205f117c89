import { expect, it, vi } from 'vitest'
import { crc32, crc32Plain } from './crc32'

// Node before 20.15, as inside older Electrons: its zlib has no crc32.
vi.mock('node:zlib', () => ({ default: {} }))

it('a Node that has no CRC-32 of its own gets the one written here', () => {
  expect(crc32).toBe(crc32Plain)
  expect(crc32(Buffer.from('123456789'))).toBe(0xcb_f4_39_26)
})
