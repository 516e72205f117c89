import { expect, test } from 'vitest'
import { fittingTensors } from './fitting-tensors'

const tensor = (name: string, ...shape: number[]) => ({ name, shape, values: new Float32Array(4) })

test('finds tensors by name, and passes over the others', () => {
  const [a, b, c] = [tensor('a', 4), tensor('b', 2, 2), tensor('c', 4)]
  const found = fittingTensors([{ name: 'b', shape: [2, 2] }, a], [a, b, c])
  expect(found).toEqual([b, a])
})

test('names what is missing, and what has another shape', () => {
  expect(() => fittingTensors([{ name: 'a', shape: [4] }], [])).toThrow('there is no tensor a')
  expect(() => fittingTensors([{ name: 'a', shape: [4, 1] }], [tensor('a', 2, 2)])).toThrow(
    'a must be 4 x 1, was 2 x 2',
  )
})
