import { expect, test } from 'vitest'
import { asRunId } from './ids'
import { lineStart } from './shared-prefix'

const parent = asRunId('parent')
const fork = { forkedFrom: { runId: parent, epochs: 3 } }

test('a fork begins at the last epoch that it shares with its parent', () => {
  expect(lineStart(fork, new Set([parent]))).toBe(2)
})

test('without its parent, or a parent at all, a run has its whole line', () => {
  expect(lineStart(fork, new Set())).toBe(0)
  expect(lineStart({}, new Set([parent]))).toBe(0)
})
