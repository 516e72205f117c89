import { expect, test } from 'vitest'
import { takeBenchFlags } from './bench-flags.mjs'

test('names and flags come in any order', () => {
  expect(
    takeBenchFlags(['--json', 'training', '--offline', '--peers'], ['drag', 'training']),
  ).toEqual({
    names: ['training'],
    flags: {
      offline: true,
      retry: undefined,
      json: true,
      peers: true,
      full: false,
      writeDocs: false,
    },
  })
})

test('a name that is none is told with those that there are', () => {
  expect(takeBenchFlags(['trainin'], ['drag', 'training']).unknown).toBe(
    'There is no benchmark trainin; there is drag, training, and --json, --peers, --full, --write-docs.',
  )
})
