import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodedBytes, decodedSections } from '../../shared/domain/decoded-dataset'
import { MersenneTwister } from '../../shared/domain/random/mersenne-twister'
import { sampleIndices } from '../../shared/domain/random/sample'
import { fashionMnist, type DataSpec } from '../../shared/domain/recipe'
import { loadTrainingData } from './training-data'
import { smallRecipe } from './testing/small-recipe'

const { pixels, trainImages, testImages } = fashionMnist
const seed = 9125
const drawn = sampleIndices(new MersenneTwister([seed]), trainImages, 50)

let folder: string
let file: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cooldown-data-'))
  file = join(folder, 'decoded.bin')
  const handle = openSync(file, 'w')
  const write = (offset: number, ...bytes: number[]) =>
    writeSync(handle, Uint8Array.from(bytes), 0, bytes.length, offset)
  // A sparse file: zeros but for the bytes that the tests look at.
  ftruncateSync(handle, decodedBytes)
  for (const image of [0, trainImages - 1, ...drawn]) {
    write(decodedSections.trainImages.offset + image * pixels, image % 256, image >> 8)
    write(decodedSections.trainImages.offset + (image + 1) * pixels - 1, 255)
    write(decodedSections.trainLabels.offset + image, image % 10)
  }
  write(decodedSections.testImages.offset, 11)
  write(decodedSections.testImages.offset + testImages * pixels - 1, 12)
  write(decodedSections.testLabels.offset, 8)
  write(decodedSections.testLabels.offset + testImages - 1, 9)
  closeSync(handle)
})
afterAll(() => rmSync(folder, { recursive: true }))

const load = (changes: Partial<DataSpec>, from = file) => {
  const subset = { kind: 'sample', count: 50, seed } as const
  const data: DataSpec = { ...smallRecipe().data, subset, ...changes }
  return loadTrainingData(smallRecipe({ data }), from)
}

/** The number that was written into the image, of those written above. */
const numberOf = (images: Uint8Array, at: number) =>
  images[at * pixels]! + 256 * images[at * pixels + 1]!

test('a split takes the subset in its drawn order and holds out its last part', () => {
  const { train, evaluated } = load({ validation: { kind: 'split', fraction: 0.2 } })
  expect([train, ...evaluated].map(({ count }) => count)).toEqual([40, 10])
  const found = [train, ...evaluated].flatMap(({ count, images, labels }) => {
    expect([images.length, labels.length]).toEqual([count * pixels, count])
    return Array.from(labels, (label, at) => {
      expect(images[(at + 1) * pixels - 1]).toBe(255)
      expect(label).toBe(numberOf(images, at) % 10)
      return numberOf(images, at)
    })
  })
  expect(found).toEqual([...drawn])
})

test('validation on the test images trains on the whole subset', () => {
  const { train, evaluated } = load({ validation: { kind: 'test' } })
  expect([train, ...evaluated].map(({ count }) => count)).toEqual([50, testImages])
  const [test] = evaluated
  expect([test?.images[0], test?.images.at(-1)]).toEqual([11, 12])
  expect([test?.labels[0], test?.labels.at(-1)]).toEqual([8, 9])
})

test('validation on both evaluates the held out images first, then the test images', () => {
  const { train, evaluated } = load({ validation: { kind: 'both', fraction: 0.2 } })
  expect([train, ...evaluated].map(({ count }) => count)).toEqual([40, 10, testImages])
  expect(evaluated.map(({ images }) => images[0])).toEqual([drawn[40]! % 256, 11])
})

test('all images come in the order of the file', () => {
  const { train } = load({ subset: { kind: 'all' }, validation: { kind: 'test' } })
  expect(train.count).toBe(trainImages)
  expect(numberOf(train.images, 0)).toBe(0)
  expect(numberOf(train.images, trainImages - 1)).toBe(trainImages - 1)
  expect(train.labels.at(-1)).toBe((trainImages - 1) % 10)
})

describe('refuses', () => {
  test.each([
    ['no validation image', 0, '50 training and 0 validation images'],
    ['no training image', 0.999, '0 training and 50 validation images'],
  ])('a split that leaves %s', (_, fraction, sizes) => {
    expect(() => load({ validation: { kind: 'split', fraction } })).toThrow(sizes)
  })

  test('a batch that is never full where only full ones count', () => {
    const recipe = smallRecipe({ batchSize: 41, dropLast: true })
    expect(() => loadTrainingData(recipe, file)).toThrow(
      'A batch of 41 is never full with 40 training images',
    )
  })

  test('a file that is missing', () => {
    expect(() => load({}, join(folder, 'missing.bin'))).toThrow('ENOENT')
  })

  test('a file that is cut short', () => {
    const cut = join(folder, 'cut.bin')
    closeSync(openSync(cut, 'w'))
    truncateSync(cut, decodedSections.trainLabels.offset + 5)
    expect(() => load({}, cut)).toThrow(
      `${cut} ends too early: 5 of 60000 bytes from ${decodedSections.trainLabels.offset} on.`,
    )
  })
})
