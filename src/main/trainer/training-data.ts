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
  const all = readPart(file, decodedSections.trainImages, decodedSections.trainLabels)
  const chosen =
    subset.kind === 'all'
      ? indexRange(0, all.count)
      : sampleIndices(new MersenneTwister([subset.seed]), all.count, subset.count)
  const heldOut = () => pick(all, chosen.subarray(trainImages))
  const test = () => readPart(file, decodedSections.testImages, decodedSections.testLabels)
  const evaluated = {
    split: () => [heldOut()],
    test: () => [test()],
    both: () => [heldOut(), test()],
  }
  return {
    train: pick(all, chosen.subarray(0, trainImages)),
    evaluated: evaluated[validation.kind](),
  }
}

function readPart(file: string, images: Section, labels: Section): LabelledImages {
  return {
    count: labels.bytes,
    images: readSection(file, images),
    labels: readSection(file, labels),
  }
}

function readSection(file: string, { offset, bytes }: Section): Uint8Array {
  const content = new Uint8Array(bytes)
  const handle = openSync(file, 'r')
  try {
    const found = readSync(handle, content, 0, bytes, offset)
    if (found === bytes) return content
    throw new Error(`${file} ends too early: ${found} of ${bytes} bytes from ${offset} on.`)
  } finally {
    closeSync(handle)
  }
}

/** The chosen images, in that order. */
function pick(from: LabelledImages, chosen: Uint32Array): LabelledImages {
  const images = new Uint8Array(chosen.length * pixels)
  chosen.forEach((index, at) =>
    images.set(from.images.subarray(index * pixels, (index + 1) * pixels), at * pixels),
  )
  return { count: chosen.length, images, labels: labelsOf(from, chosen) }
}
