import { expect, it } from 'vitest'
import type { StepSeries } from '../../../shared/domain/series'
import { sampleRow } from '../testing/samples'
import { decodeEpochs } from './epoch-lines'
import { encodeRecorded } from './recorded'
import { decodeSteps } from './step-blocks'

const stepsOf = (count: number): StepSeries => ({
  loss: Float32Array.from({ length: count }, (_, at) => 1 / (at + 3)),
  learningRate: Float64Array.from({ length: count }, (_, at) => 0.1 / (at + 7)),
  momentum: Float64Array.from({ length: count }, () => 0.9),
  norms: {
    gradient: Float32Array.from({ length: count }, (_, at) => at),
    weights: Float32Array.from({ length: count }, () => NaN),
    updateRatio: Float32Array.from({ length: count }, () => 0.5),
  },
})

it.each([
  ['whole epochs', 6],
  ['steps of an epoch that broke off, too', 7],
])('a run that was recorded elsewhere reads back bit for bit: %s', (_, count) => {
  const rows = [sampleRow(0), sampleRow(1)]
  const steps = stepsOf(count)
  const [epochs, blocks] = encodeRecorded({ rows, steps }, 3)
  expect(decodeEpochs(epochs)).toEqual({ rows, soundBytes: epochs.length })
  expect(decodeSteps(blocks)).toEqual(steps)
})

it('a run without its steps has its epochs', () => {
  const none = { loss: new Float32Array(), learningRate: new Float64Array() }
  const steps = { ...none, momentum: null, norms: null }
  const rows = [sampleRow(0), sampleRow(1)]
  const [epochs, blocks] = encodeRecorded({ rows, steps }, 3)
  expect(decodeEpochs(epochs).rows).toEqual(rows)
  expect(decodeSteps(blocks).loss).toHaveLength(0)
})
