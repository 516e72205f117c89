import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sampleCheckpoint, sealed } from '../testing/sample-checkpoint'
import { decodeCheckpoint, encodeCheckpoint } from './file-format'

const fileOf = (...changes: Parameters<typeof sampleCheckpoint>) =>
  sealed(encodeCheckpoint(sampleCheckpoint(...changes)))

/** The file with other bytes from a place on, its checksum set right again. */
function forged(file: Uint8Array, at: number, bytes: readonly number[]): Uint8Array {
  const other = file.slice()
  other.set(bytes, at)
  return sealed(other)
}

describe('a file holds all of a checkpoint', () => {
  test('taken between two epochs', () => {
    expect(decodeCheckpoint(fileOf())).toEqual(sampleCheckpoint())
  })

  test('taken within an epoch', () => {
    const within = { steps: 2 }
    expect(decodeCheckpoint(fileOf(within))).toEqual(sampleCheckpoint(within))
  })

  test('with the best state beside it, or as the one it is', () => {
    const earlier = { bestEpoch: 1 }
    expect(decodeCheckpoint(fileOf(earlier))).toEqual(sampleCheckpoint(earlier))
    const itself = decodeCheckpoint(fileOf({ bestEpoch: 2 }))
    expect(itself).toEqual(sampleCheckpoint({ bestEpoch: 2 }))
    expect(itself.standing.best).toBe(itself.state)
    // Within the next epoch the state has moved on.
    const moved = { bestEpoch: 2, steps: 2 }
    expect(decodeCheckpoint(fileOf(moved))).toEqual(sampleCheckpoint(moved))
  })

  test('wherever the bytes begin in memory', () => {
    const file = fileOf()
    const shifted = new Uint8Array(file.length + 1)
    shifted.set(file, 1)
    expect(decodeCheckpoint(shifted.subarray(1))).toEqual(sampleCheckpoint())
  })
})

test('says what it is, and ends with the SHA-256 of the rest', () => {
  const file = Buffer.from(fileOf())
  expect(file.subarray(0, 8).toString()).toBe('CLDNCKPT')
  expect(file.readUInt32LE(8)).toBe(1)
  const header = file.subarray(16, 16 + file.readUInt32LE(12)).toString()
  expect(JSON.parse(header)).toMatchObject({ standing: { epochs: 3 }, tally: null })
  const digest = createHash('sha256').update(file.subarray(0, -32)).digest('hex')
  expect(file.subarray(-32).toString('hex')).toBe(digest)
})

test('fills the memory it is given', () => {
  const memory = new ArrayBuffer(fileOf().length)
  new Uint8Array(memory).fill(0xff)
  const bytes = encodeCheckpoint(sampleCheckpoint(), () => memory)
  expect(bytes.buffer).toBe(memory)
  expect(decodeCheckpoint(sealed(bytes))).toEqual(sampleCheckpoint())
})

describe('is refused', () => {
  const file = fileOf()

  test.each([0, 5, 16, 47, 48, 4_000, file.length - 1])('cut short to %i bytes', (length) => {
    expect(() => decodeCheckpoint(file.subarray(0, length))).toThrow(
      length < 48 ? 'it is no checkpoint' : 'its checksum does not match',
    )
  })

  test('with any one bit turned', () => {
    for (let at = 12; at < file.length; at += 97) {
      const other = file.slice()
      other[at] = (other[at] ?? 0) ^ 0x10
      expect(() => decodeCheckpoint(other)).toThrow('its checksum does not match')
    }
  })

  test.each<[string, number, readonly number[], string]>([
    ['another magic', 0, [0x20], 'it is no checkpoint'],
    ['a newer version', 8, [2], 'it has the version 2, this Cooldown reads 1'],
    ['a header that is no JSON', 16, [0x20], 'its header is no JSON'],
    ['a header that lacks a field', 18, [0x52], 'its header is wrong at recipe'],
  ])('with %s', (_, at, bytes, message) => {
    expect(() => decodeCheckpoint(forged(file, at, bytes))).toThrow(message)
  })

  test('with more values than its tensors have', () => {
    // The header's last blanks become a number.
    const length = Buffer.from(file).readUInt32LE(12) - 4
    const other = forged(file, 12, [length & 0xff, length >> 8])
    expect(() => decodeCheckpoint(other)).toThrow('it holds 8 values instead of 7')
  })
})
