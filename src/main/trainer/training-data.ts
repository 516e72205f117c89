import { closeSync, openSync, readSync } from 'node:fs'
import { decodedSections, type Section } from '../../shared/domain/decoded-dataset'
import { MersenneTwister } from '../../shared/domain/random/mersenne-twister'
import { sampleIndices } from '../../shared/domain/random/sample'
import { fashionMnist, splitSizes, type Recipe } from '../../shared/domain/recipe'
import type { LabelledImages } from './engine'
import { indexRange, labelsOf } from './image-batches'

const { pixels } = fashionMnist

export interface TrainingData {
  readonly train: LabelledImages
  /** The validation images, and where the recipe wants both, the test images. */
  readonly evaluated: readonly LabelledImages[]
}

/** The recipe's images: the subset in its drawn order, its last part held out to validate on. */
export function loadTrainingData(recipe: Recipe, file: string): TrainingData {
  const { subset, validation } = recipe.data
  const { trainImages, validationImages, stepsPerEpoch } = splitSizes(recipe)
  if (trainImages === 0 || validationImages === 0) {
    throw new Error(
      `The split leaves ${trainImages} training and ${validationImages} validation images; ` +
        'each must be at least 1.',
    )
  }
  if (stepsPerEpoch === 0) {
    throw new Error(
      `A batch of ${recipe.batchSize} is never full with ${trainImages} training images; ` +
        'with dropLast, batchSize must be at most that.',
    )
  }
  const chosen =
    subset.kind === 'all'
      ? indexRange(0, fashionMnist.trainImages)
      : sampleIndices(new MersenneTwister([subset.seed]), fashionMnist.trainImages, subset.count)
  const { trainImages: images, trainLabels: labels } = decodedSections
  const part = (from: number, to?: number) =>
    readChosen(file, images, labels, chosen.subarray(from, to))
  const test = () => {
    const all = indexRange(0, fashionMnist.testImages)
    return readChosen(file, decodedSections.testImages, decodedSections.testLabels, all)
  }
  const evaluated = {
    split: () => [part(trainImages)],
    test: () => [test()],
    both: () => [part(trainImages), test()],
  }
  return { train: part(0, trainImages), evaluated: evaluated[validation.kind]() }
}

/** Images read at once: little memory, and few calls. */
const blockImages = 2_048

/** The chosen images of a section, in that order; no more of it is ever in memory than a block. */
function readChosen(
  file: string,
  images: Section,
  labels: Section,
  chosen: Uint32Array,
): LabelledImages {
  const places = new Int32Array(labels.bytes).fill(-1)
  chosen.forEach((index, at) => {
    places[index] = at
  })
  const found = new Uint8Array(chosen.length * pixels)
  const handle = openSync(file, 'r')
  try {
    const all = new Uint8Array(labels.bytes)
    readAt(handle, file, labels.offset, all)
    const block = new Uint8Array(blockImages * pixels)
    for (let first = 0; first < labels.bytes; first += blockImages) {
      const count = Math.min(blockImages, labels.bytes - first)
      readAt(handle, file, images.offset + first * pixels, block.subarray(0, count * pixels))
      for (let image = 0; image < count; image++) {
        const at = places[first + image] ?? -1
        if (at === -1) continue
        found.set(block.subarray(image * pixels, (image + 1) * pixels), at * pixels)
      }
    }
    return { count: chosen.length, images: found, labels: labelsOf({ labels: all }, chosen) }
  } finally {
    closeSync(handle)
  }
}

function readAt(handle: number, file: string, offset: number, into: Uint8Array): void {
  const found = readSync(handle, into, 0, into.length, offset)
  if (found === into.length) return
  throw new Error(`${file} ends too early: ${found} of ${into.length} bytes from ${offset} on.`)
}
