import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadNative, loadWasm } from '../load-engine'
import type { Tfjs } from './tfjs'

const tf = createRequire(import.meta.url)('@tensorflow/tfjs-core') as Tfjs

/** Below zero for the most part, with equals in it. */
const image = () =>
  tf.tensor4d(
    Array.from({ length: 2 * 7 * 6 * 3 }, (_, at) => ((at * 37) % 23) - 20),
    [2, 7, 6, 3],
  )
const kernel = () =>
  tf.tensor4d(
    Array.from({ length: 3 * 2 * 3 * 4 }, (_, at) => Math.sin(at)),
    [3, 2, 3, 4],
  )

const cases = (['valid', 'same'] as const).flatMap((pad) =>
  ([1, 2, [2, 3]] as const).flatMap((strides) => {
    const steps = typeof strides === 'number' ? strides : ([...strides] as [number, number])
    return [
      {
        name: `the kernel of a convolution, ${pad}, strides ${String(strides)}`,
        at: kernel,
        of: (filter: Tensor4D) => tf.conv2d(image(), filter, steps, pad),
      },
      {
        name: `a max pool, ${pad}, strides ${String(strides)}`,
        at: image,
        of: (input: Tensor4D) => tf.maxPool(input, [3, 2], steps, pad),
      },
      {
        name: `an average pool, ${pad}, strides ${String(strides)}`,
        at: image,
        of: (input: Tensor4D) => tf.avgPool(input, [3, 2], steps, pad),
      },
    ]
  }),
)

/** The outputs, and the gradient of a sum in which each has another factor. */
const computed = ({ at, of }: (typeof cases)[number]) =>
  tf.tidy(() => {
    const weighed = (output: Tensor) =>
      tf.sum(tf.mul(output, tf.reshape(tf.sin(tf.range(0, output.size)), output.shape)))
    return [
      ...tf
        .grad((input: Tensor) => weighed(of(input as Tensor4D)))(at())
        .dataSync(),
    ]
  })

describe('results and gradients on WASM are those of native TensorFlow', () => {
  let native: readonly (readonly number[])[]
  let before: number
  beforeAll(async () => {
    loadNative()
    native = cases.map(computed)
    await loadWasm()
    before = tf.memory().numTensors
  })
  afterAll(() => {
    expect(tf.memory().numTensors).toBe(before)
  })

  test.each(cases.map((each, index) => ({ ...each, index })))('$name', ({ index, ...each }) => {
    const found = computed(each)
    const expected = native[index]!
    expect(found).toHaveLength(expected.length)
    found.forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 4))
  })
})
