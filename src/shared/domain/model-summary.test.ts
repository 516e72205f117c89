import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ModelSpec } from './model'
import { countParameters, modelSummaryText, summariseModel } from './model-summary'
import { modelPresets } from './presets'

interface Case {
  readonly name: string
  readonly model: ModelSpec
  readonly summary: string
}

const file = new URL('../../../fixtures/keras/summaries.json', import.meta.url)
// The fixture is our own file, written by summaries.py beside it.
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] }

test.each(cases)('$name reads as Keras prints it', ({ model, summary }) => {
  expect(modelSummaryText(model)).toBe(summary)
})

test.each(modelPresets)("Keras's table of the preset $id is of the same model", ({ id, model }) => {
  expect(cases.find(({ name }) => name === id)?.model).toEqual(model)
})

describe('counts', () => {
  const model: ModelSpec = {
    layers: [
      { kind: 'batch-norm' },
      { kind: 'conv2d', filters: 4, kernelSize: [3, 5], activation: 'relu' },
    ],
  }

  test('moving statistics are not trained', () => {
    expect(countParameters(model)).toEqual({ trained: 2 + 3 * 5 * 4 + 4, untrained: 2 })
  })

  test('rows have the shapes without the batch', () => {
    expect(summariseModel(model)).toEqual([
      {
        name: 'batch_normalization',
        type: 'BatchNormalization',
        shape: [28, 28, 1],
        parameters: 4,
      },
      { name: 'conv2d', type: 'Conv2D', shape: [26, 24, 4], parameters: 64 },
    ])
  })
})

test('a billion weights are counted in GB, and a long count goes over two lines', () => {
  const model: ModelSpec = {
    layers: [{ kind: 'flatten' }, { kind: 'dense', units: 2 ** 31 - 1, activation: 'relu' }],
  }
  const text = modelSummaryText(model)
  expect(text).toContain(
    '│ dense (Dense)                   │ (None, 2147483647)     │ 1,685,774,662 │',
  )
  expect(text).toContain(' Total params: 1,685,774,662,895 (6.13 TB)')
})
