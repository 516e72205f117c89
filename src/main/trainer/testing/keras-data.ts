import {
  modelVariables,
  sizeOf,
  type Shape,
  type VariableRole,
} from '../../../shared/domain/model-shape'
import { fashionMnist, type ModelSpec } from '../../../shared/domain/recipe'
import type { LabelledImages, NamedTensor } from '../engine'

// The formulas of fixtures/keras/data.py, bit for bit.

const labelOf = (image: number) => (image * 3 + Math.floor(image / 7)) % fashionMnist.classes

/** Images with something to learn, of which only every so many pixels are other than 0. */
export function kerasImages(first: number, count: number, liveEvery: number): LabelledImages {
  const { pixels } = fashionMnist
  const labels = Uint8Array.from({ length: count }, (_, index) => labelOf(first + index))
  const images = Uint8Array.from({ length: count * pixels }, (_, at) => {
    const pixel = at % pixels
    if (pixel % liveEvery !== 0) return 0
    const image = first + Math.floor(at / pixels)
    const label = labelOf(image)
    return (label * label * 37 + label * pixel * 7 + image * (pixel % 11)) % 256
  })
  return { count, images, labels }
}

function startValue(role: VariableRole, index: number, at: number): number {
  switch (role) {
    case 'kernel':
      return (((at * at * 31 + at * 7919 + index * 104729) % 2003) - 1001) / 1001
    case 'bias':
      return (((at + index) % 5) - 2.5) / 100
    case 'gamma':
      return 1 + ((at % 3) - 1) / 10
    case 'beta':
      return ((at % 5) - 2) / 50
    case 'moving-mean':
      return (at % 4) / 10
    case 'moving-variance':
      return 1 + (at % 3) / 4
  }
}

/** Kernels go from -limit to limit: Keras's Glorot-uniform rule. */
function limitOf(role: VariableRole, shape: Shape): number {
  if (role !== 'kernel') return 1
  const window = sizeOf(shape.slice(0, -2))
  const [inputs = 1, outputs = 1] = shape.slice(-2)
  return Math.sqrt(6 / (window * inputs + window * outputs))
}

/** A start for every variable of a model, in order. */
export const kerasStart = (model: ModelSpec): readonly NamedTensor[] =>
  modelVariables(model).map(({ name, role, shape }, index) => {
    const limit = limitOf(role, shape)
    const values = Float32Array.from(
      { length: sizeOf(shape) },
      (_, at) => startValue(role, index, at) * limit,
    )
    return { name, shape, values }
  })
