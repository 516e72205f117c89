import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { crc32, crc32Hex } from '../crc32'
import { nodeDisk, type Disk } from '../disk'
import { temporaryFolder } from '../testing/folder'
import { sampleRow, sampleSteps } from '../testing/samples'
import { decodeEpochs, encodeEpoch } from './epoch-lines'
import { cutTail } from './extend'
import { decodeSteps, encodeSteps } from './step-blocks'

const lineOf = (json: string) => Buffer.from(`${json}\t${crc32Hex(json)}\n`)
const sound = encodeEpoch(sampleRow(0))

describe('a line of epochs whose checksum is right', () => {
  it.each([
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[]'],
    ['a row without its rate', JSON.stringify({ ...sampleRow(1), learningRate: undefined })],
    ['a row whose norm is a text', JSON.stringify({ ...sampleRow(1), examplesPerSecond: 'many' })],
    ['no JSON', '{"epoch":1'],
  ])('ends the sound part all the same when it holds %s', (_, json) => {
    const bytes = Buffer.concat([sound, lineOf(json), encodeEpoch(sampleRow(2))])
    expect(decodeEpochs(bytes)).toEqual({ rows: [sampleRow(0)], soundBytes: sound.length })
  })
})

it('every wrong field of an epoch is named', () => {
  const bad = { ...sampleRow(2), valLoss: NaN, seconds: -1 }
  expect(() => encodeEpoch(bad)).toThrow('Epoch 3 cannot be stored: wrong valLoss, seconds.')
})

it('a block of steps of a kind that is none ends the sound part', () => {
  const first = encodeSteps('whole', 0, sampleSteps(0))
  const second = encodeSteps('whole', 1, sampleSteps(1))
  second.writeUInt16LE(2, 6)
  second.writeUInt32LE(crc32(second.subarray(0, -4)), second.length - 4)
  const read = decodeSteps(Buffer.concat([first, second]))
  expect([...read.loss]).toEqual(sampleSteps(0).loss)
})

describe('the tail that is cut off a series', () => {
  const tail = Buffer.from('torn')

  function tornFile() {
    const folder = temporaryFolder()
    const path = join(folder, 'series.epochs')
    writeFileSync(path, Buffer.concat([sound, tail]))
    return { folder, path }
  }

  it('is kept under the first name that is free', async () => {
    const { folder, path } = tornFile()
    writeFileSync(`${path}.torn-1`, 'an older one')
    await cutTail(nodeDisk, path, readFileSync(path), sound.length)
    expect(readFileSync(path)).toEqual(sound)
    expect(readFileSync(`${path}.torn-1`, 'utf8')).toBe('an older one')
    expect(readFileSync(`${path}.torn-2`)).toEqual(tail)
    expect(readdirSync(folder)).toHaveLength(3)
  })

  it('is not cut where it cannot be kept', async () => {
    const { folder, path } = tornFile()
    const full: Disk = {
      ...nodeDisk,
      open: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    }
    const bytes = readFileSync(path)
    await expect(cutTail(full, path, bytes, sound.length)).rejects.toMatchObject({
      code: 'storage-failed',
      message: `Cannot repair ${path}: the disk is full.`,
    })
    expect(readFileSync(path)).toEqual(bytes)
    expect(readdirSync(folder)).toEqual(['series.epochs'])
  })
})
