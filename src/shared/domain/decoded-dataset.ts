import { fashionMnist } from './recipe'

/** One part of the decoded file: where its bytes begin and how many there are. */
export interface Section {
  readonly offset: number
  readonly bytes: number
}

const { pixels, trainImages, testImages } = fashionMnist

/** The decoded file: four parts of unsigned bytes, one after the other. */
export const decodedSections = {
  trainImages: { offset: 0, bytes: trainImages * pixels },
  trainLabels: { offset: trainImages * pixels, bytes: trainImages },
  testImages: { offset: trainImages * (pixels + 1), bytes: testImages * pixels },
  testLabels: { offset: trainImages * (pixels + 1) + testImages * pixels, bytes: testImages },
} as const satisfies Record<string, Section>

/** Size of the whole decoded file: 54,950,000 bytes. */
export const decodedBytes = (trainImages + testImages) * (pixels + 1)
