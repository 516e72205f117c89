import { openSync, readSync, closeSync } from 'node:fs'
import { decodedSections, type Section } from '../../shared/domain/decoded-dataset'
import { MersenneTwister } from '../../shared/domain/random/mersenne-twister'
import { sampleIndices } from '../../shared/domain/random/sample'
import { fashionMnist, splitSizes, type Recipe } from '../../shared/domain/recipe'
import type { LabelledImages } from './engine'

const { pixels } = fashionMnist

function readSections(file: string, sections: readonly Section[]): Uint8Array[] {
  const handle = openSync(file, 'r')
  try {
    return sections.map(({ offset, bytes }) => {
      const content = new Uint8Array(bytes)
      if (readSync(handle, content, 0, bytes, offset) === bytes) return content
      throw new Error(`The decoded data file is cut short: ${file}`)
    })
  } finally {
    closeSync(handle)
  }
}

/** The images with the given indices, in that order. */
function pick(images: Uint8Array, labels: Uint8Array, chosen: Uint32Array): LabelledImages {
  const picked = new Uint8Array(chosen.length * pixels)
  chosen.forEach((index, at) =>
    picked.set(images.subarray(index * pixels, (index + 1) * pixels), at * pixels),
  )
  const pickedLabels = Uint8Array.from(chosen, (index) => labels[index] ?? 0)
  return { count: chosen.length, images: picked, labels: pickedLabels }
}

export interface TrainingData {
  readonly train: LabelledImages
  readonly validation: LabelledImages
}

/** The recipe's training and validation images: the subset in its drawn order, its last part held out. */
export function loadTrainingData(recipe: Recipe, file: string): TrainingData {
  const { subset, validation } = recipe.data
  const { trainImages, testImages } = fashionMnist
  const { trainImages: trained } = splitSizes(recipe)
  const [images, labels, testPixels, testLabels] = readSections(file, [
    decodedSections.trainImages,
    decodedSections.trainLabels,
    decodedSections.testImages,
    decodedSections.testLabels,
  ]) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  const chosen =
    subset.kind === 'all'
      ? Uint32Array.from({ length: trainImages }, (_, index) => index)
      : sampleIndices(new MersenneTwister([subset.seed]), trainImages, subset.count)
  return {
    train: pick(images, labels, chosen.subarray(0, trained)),
    validation:
      validation.kind === 'test'
        ? { count: testImages, images: testPixels, labels: testLabels }
        : pick(images, labels, chosen.subarray(trained)),
  }
}
