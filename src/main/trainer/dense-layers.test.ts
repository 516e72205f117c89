import { expect, test } from 'vitest'
import { articleModel } from '../../shared/domain/article'
import type { ModelSpec } from '../../shared/domain/recipe'
import { denseLayers } from './dense-layers'

test('fills in the inputs from the images on', () => {
  expect(denseLayers(articleModel)).toEqual([
    { inputs: 784, units: 512, activation: 'relu' },
    { inputs: 512, units: 200, activation: 'relu' },
    { inputs: 200, units: 10, activation: 'softmax' },
  ])
})

const dense = (units: number, activation: 'relu' | 'softmax') =>
  ({ kind: 'dense', units, activation }) as const

test.each<[string, ModelSpec['layers']]>([
  ['no dense layer', [{ kind: 'flatten' }]],
  ['a dense layer of 10 with relu', [dense(10, 'relu')]],
  ['a dense layer of 9 with softmax', [dense(10, 'softmax'), dense(9, 'softmax')]],
])('refuses a model that ends in %s', (found, layers) => {
  expect(() => denseLayers({ layers })).toThrow(`it has ${found}.`)
})
