import { expect, test } from 'vitest'
import { stepOperations } from './products.mjs'

test("a step of the article's network has eight products", () => {
  const forward = 784 * 512 + 512 * 200 + 200 * 10
  const toWeights = forward
  const toInputs = 512 * 200 + 200 * 10
  expect(stepOperations(64, [784, 512, 200, 10])).toBe(2 * 64 * (forward + toWeights + toInputs))
})
