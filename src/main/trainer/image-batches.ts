import { fashionMnist, type LossSpec } from '../../shared/domain/recipe'
import type { LabelledImages } from './engine'

const { pixels, classes } = fashionMnist

/** Pixel values divided by 255, rounded to float32 as Keras rounds them. */
const scaled = Float32Array.from({ length: 256 }, (_, value) => value / 255)

/** The chosen images as float32 rows. Images stay bytes until used: a quarter of the memory. */
export function imageRows({ images }: LabelledImages, chosen: Uint32Array): Float32Array {
  const rows = new Float32Array(chosen.length * pixels)
  let at = 0
  for (const index of chosen) {
    const start = index * pixels
    for (let pixel = start; pixel < start + pixels; pixel++) {
      rows[at++] = scaled[images[pixel] ?? 0] ?? 0
    }
  }
  return rows
}

/** The chosen labels. */
export function labelsOf(
  { labels }: Pick<LabelledImages, 'labels'>,
  chosen: Uint32Array,
): Uint8Array {
  return Uint8Array.from(chosen, (index) => labels[index] ?? 0)
}

/** One row of targets per label: 1 in the label's place, of which smoothing spreads a share evenly. */
export function targetRows(
  labels: Uint8Array,
  { labelSmoothing = 0 }: LossSpec = {},
): Float32Array {
  const rest = labelSmoothing / classes
  const rows = new Float32Array(labels.length * classes).fill(rest)
  labels.forEach((label, row) => {
    rows[row * classes + label] = 1 - labelSmoothing + rest
  })
  return rows
}

/** What each label's loss counts in the batch's mean: its class weight over the batch's size. */
export const lossShares = (labels: Uint8Array, { classWeights }: LossSpec = {}): Float32Array =>
  Float32Array.from(labels, (label) => (classWeights?.[label] ?? 1) / labels.length)

/** `from` to `to` (exclusive), one by one. */
export const indexRange = (from: number, to: number) =>
  Uint32Array.from({ length: to - from }, (_, offset) => from + offset)
