import { expect, test } from 'vitest'
import { asRunId } from '../domain/ids'
import { comparisonOption } from './comparison'
import { lineStart } from './shared-prefix'
import { rowsOf } from './testing-rows'

const parent = asRunId('parent')
const fork = { forkedFrom: { runId: parent, epochs: 3 } }

test('a fork begins at the last epoch that it shares with its parent', () => {
  expect(lineStart(fork, new Set([parent]))).toBe(2)
})

test('without its parent, or a parent at all, a run has its whole line', () => {
  expect(lineStart(fork, new Set())).toBe(0)
  expect(lineStart({}, new Set([parent]))).toBe(0)
})

test('a line that begins later keeps its epochs in their places', () => {
  const run = { name: 'Fork', style: 1, rows: rowsOf(5), fromEpoch: 2 }
  const { series } = comparisonOption({
    title: 'Forks',
    runs: [run],
    metric: 'loss',
    theme: 'light',
    logarithmic: false,
  })
  const [{ data }] = series as unknown as [{ data: [number, number][] }]
  expect(data.map(([epoch]) => epoch)).toEqual([3, 4, 5])
})
