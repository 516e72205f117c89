import { expect, test } from 'vitest'
import type { ImportedInfo } from '../../../../../shared/domain/compare/compared-run'
import { importValue } from './import-value'

const info: ImportedInfo = {
  id: 'a',
  name: 'Keras run',
  source: 'run.csv',
  importedAt: '2026-11-24T02:38:00.000Z',
  tags: ['keras'],
  points: 3,
  metrics: ['loss', 'valLoss'],
}
const rows = [
  { epoch: 0, loss: 0.9, valLoss: 0.8 },
  { epoch: 1, loss: 0.6, valLoss: 0.5 },
  { epoch: 2, loss: 0.4, valLoss: 0.7 },
]
const value = (field: string) => importValue(field, info, rows)

test('curves from elsewhere have the values that their epochs tell', () => {
  expect(value('finalValLoss')).toBe(0.7)
  expect(value('bestValLoss')).toBe(0.5)
  expect(value('valLoss@1')).toBe(0.8)
  expect(value('finalLossGap')).toBeCloseTo(0.3, 12)
  expect(value('epochsDone')).toBe(3)
  expect(value('study')).toBe('run.csv')
})

test('they have nothing of what they cannot know, or while their points are on their way', () => {
  expect(value('seed')).toBeNull()
  expect(value('finalAccuracy')).toBeNull()
  expect(importValue('finalValLoss', info, undefined)).toBeNull()
})
