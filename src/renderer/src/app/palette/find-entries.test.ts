import { expect, test } from 'vitest'
import { createFinder, type PaletteEntry } from './find-entries'

const entry = (title: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
  id: title,
  title,
  group: 'Go to',
  run: () => undefined,
  ...more,
})

const entries = [
  entry('Pause all runs', { group: 'This page' }),
  entry('Go to the schedules'),
  entry('Cosine', { group: 'Schedule kind', words: 'CosineAnnealingLR' }),
  entry('Cosine with restarts', { group: 'Schedule kind', words: 'sgdr' }),
  entry('Linear, seed 2', { group: 'Run', detail: 'Café study' }),
  entry('Stop all runs…', { group: 'This page', disabled: true }),
]
const find = createFinder(entries)
const titles = (query: string) => find(query).map(({ title }) => title)

test('every word is somewhere: title, detail, other names or group', () => {
  expect(titles('cosine')).toEqual(['Cosine', 'Cosine with restarts'])
  expect(titles('sgdr')).toEqual(['Cosine with restarts'])
  expect(titles('annealing')).toEqual(['Cosine'])
  expect(titles('cafe 2 linear')).toEqual(['Linear, seed 2'])
  expect(titles('xyzzy')).toEqual([])
})

test('titles that begin with what was typed come first, what cannot be done last', () => {
  expect(titles('sched')[0]).toBe('Go to the schedules')
  expect(titles('all runs')).toEqual(['Pause all runs', 'Stop all runs…'])
})

test('a letter amiss is forgiven', () => {
  expect(titles('cosin')).toEqual(['Cosine', 'Cosine with restarts'])
  expect(titles('shcedules')).toContain('Go to the schedules')
})

test('of ten thousand runs the fitting fifty are given', () => {
  const many = Array.from({ length: 10_000 }, (_, seed) => entry(`Linear, seed ${seed}`))
  const found = createFinder(many)('seed 9999')
  expect(found[0]?.title).toBe('Linear, seed 9999')
  expect(createFinder(many)('linear')).toHaveLength(50)
})
