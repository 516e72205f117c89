import { describe, expect, test } from 'vitest'
import { recipeOfPreset } from './presets'
import { networkClassOf, planFor, withPlan, type MeasuredSpeed } from './thread-plan'
import type { Recipe } from './recipe'

const article = recipeOfPreset('article') as Recipe
const lenet = recipeOfPreset('lenet') as Recipe
const speed = (
  network: MeasuredSpeed['network'],
  compiler: MeasuredSpeed['compiler'],
  threads: number,
  stepMs: number,
): MeasuredSpeed => ({ network, compiler, threads, stepMs })

test('a network is convolutional when any of its layers is', () => {
  expect(networkClassOf(article)).toBe('dense')
  expect(networkClassOf(lenet)).toBe('convolutional')
})

describe('without a measurement', () => {
  test.each([
    ['dense', 1, 'xla'],
    ['dense', 2, 'xla'],
    ['convolutional', 1, 'tensorflow'],
    ['convolutional', 8, 'tensorflow'],
  ] as const)('%s on %i threads: %s', (network, threads, compiler) => {
    expect(planFor(network, threads, [])).toEqual({ compiler, threads })
  })
})

test('the faster one of its network and its number of threads is taken', () => {
  const measured = [
    speed('dense', 'xla', 1, 2),
    speed('dense', 'tensorflow', 1, 1.9),
    speed('dense', 'xla', 8, 0.9),
    speed('dense', 'tensorflow', 8, 1.1),
    speed('convolutional', 'xla', 1, 0.1),
  ]
  expect(planFor('dense', 1, measured).compiler).toBe('tensorflow')
  expect(planFor('dense', 8, measured).compiler).toBe('xla')
  expect(planFor('dense', 3, measured)).toEqual({ compiler: 'xla', threads: 3 })
  expect(planFor('convolutional', 1, measured).compiler).toBe('xla')
  expect(planFor('convolutional', 8, measured).compiler).toBe('tensorflow')
})

test('what a recipe says itself stays', () => {
  const plan = { compiler: 'xla', threads: 1 } as const
  expect(withPlan(article, plan)).toMatchObject(plan)
  const own = { ...article, compiler: 'tensorflow' } as const
  expect(withPlan(own, plan)).toMatchObject({ compiler: 'tensorflow', threads: 1 })
})
