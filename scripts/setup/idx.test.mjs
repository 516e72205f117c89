import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { verifyIdxFile } from './idx.mjs'
import { temporaryFolder } from './testing.mjs'

/** @param {number[]} dims @param {Uint8Array} data @param {number} [magic] */
function idx(dims, data, magic = 0x0800 | dims.length) {
  const header = Buffer.alloc(4 + 4 * dims.length)
  header.writeUInt32BE(magic, 0)
  for (const [index, dim] of dims.entries()) header.writeUInt32BE(dim, 4 + 4 * index)
  return Buffer.concat([header, data])
}

const pixels = Buffer.from(Array.from({ length: 5 * 28 * 28 }, (_, index) => (index * 7) % 256))
const images = idx([5, 28, 28], pixels)
const labels = idx([5], Buffer.from([0, 9, 3, 3, 1]))

/** @param {number[]} dims @param {Buffer} raw */
function pinOf(dims, raw) {
  return { dims, sha256: createHash('sha256').update(raw).digest('hex') }
}

const imagePin = pinOf([5, 28, 28], images)
const labelPin = pinOf([5], labels)

/** @param {Uint8Array} bytes @param {import('./idx.mjs').IdxPin} pin */
function verify(bytes, pin) {
  const file = join(temporaryFolder(), 'train.gz')
  writeFileSync(file, bytes)
  return () => verifyIdxFile(file, pin)
}

test('accepts the pinned files, however they are packed', () => {
  expect(verify(gzipSync(images), imagePin)).not.toThrow()
  expect(verify(gzipSync(images, { level: 1 }), imagePin)).not.toThrow()
  expect(verify(gzipSync(labels), labelPin)).not.toThrow()
})

test('tells a file that is cut off, wherever', () => {
  const packed = gzipSync(images)
  for (const length of [11, 100, packed.length - 9, packed.length - 1]) {
    expect(verify(packed.subarray(0, length), imagePin)).toThrow(
      `train.gz is cut off after ${length} bytes, whole it unpacks to 3936 bytes`,
    )
  }
  expect(verify(Buffer.alloc(0), imagePin)).toThrow('train.gz is empty')
  expect(verify(Buffer.from([0x1f]), imagePin)).toThrow('starts with 1f, a gzip')
})

test('tells what is not gzip, and a damaged gzip', () => {
  expect(verify(images, imagePin)).toThrow('starts with 0000, a gzip file must start with 1f8b')
  const flipped = gzipSync(images)
  flipped[flipped.length - 6] = /** @type {number} */ (flipped[flipped.length - 6]) ^ 1
  expect(verify(flipped, imagePin)).toThrow('cannot be unpacked')
  expect(verify(gzipSync(gzipSync(images)), imagePin)).toThrow('has magic number 1f8b08')
})

test('tells a wrong magic number, dimension, count and size', () => {
  const magic = idx([5, 28, 28], pixels, 0x0d03)
  expect(verify(gzipSync(magic), imagePin)).toThrow('magic number 00000d03, must be 00000803')
  expect(verify(gzipSync(labels), imagePin)).toThrow('magic number 00000801, must be 00000803')
  const dims = idx([5, 0xffffffff, 28], pixels)
  expect(verify(gzipSync(dims), imagePin)).toThrow('5 x 4294967295 x 28, must be 5 x 28 x 28')
  const short = gzipSync(images.subarray(0, 2000))
  expect(verify(short, imagePin)).toThrow('unpacks to 2000 bytes, must be 3936')
  const long = gzipSync(Buffer.concat([images, Buffer.alloc(1)]))
  expect(verify(long, imagePin)).toThrow('unpacks to 3937 bytes, must be 3936')
  expect(verify(gzipSync(images.subarray(0, 7)), imagePin)).toThrow('7 bytes, its header has 16')
  expect(verify(gzipSync(Buffer.alloc(0)), imagePin)).toThrow('has magic number , must be')
})

test('tells a flipped bit and a label out of range', () => {
  const flipped = Buffer.from(images)
  flipped[2000] = /** @type {number} */ (flipped[2000]) ^ 1
  expect(verify(gzipSync(flipped), imagePin)).toThrow(`must be ${imagePin.sha256}`)
  const wrong = idx([5], Buffer.from([0, 9, 10, 3, 1]))
  expect(verify(gzipSync(wrong), labelPin)).toThrow('has label 10 at 2, must be 0 to 9')
})

test('stops a bomb at its limit', () => {
  const bomb = gzipSync(Buffer.alloc(70 << 20))
  expect(verify(bomb, imagePin)).toThrow('unpacks to more than 67108864 bytes')
})

test('tells a missing file, a folder and a dead link', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'dir.gz'))
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link.gz'))
  expect(() => verifyIdxFile(join(folder, 'no.gz'), imagePin)).toThrow('no.gz is missing')
  expect(() => verifyIdxFile(join(folder, 'dir.gz'), imagePin)).toThrow('not a regular file')
  expect(() => verifyIdxFile(join(folder, 'link.gz'), imagePin)).toThrow('leads nowhere')
})
