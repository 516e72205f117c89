import { expect, test } from 'vitest'
import { articleTemplate } from '../../../shared/domain/article'
import { fakeRows } from '../../test/fake-data'
import { mergeRows } from './merge-rows'

const [trial] = articleTemplate.trials
const rows = trial ? fakeRows(trial, 1, 5) : []

test('new rows follow the known ones', () => {
  expect(mergeRows(rows.slice(0, 3), rows.slice(3))).toEqual(rows)
  expect(mergeRows([], rows)).toEqual(rows)
})

test('rows that came twice are taken once', () => {
  expect(mergeRows(rows.slice(0, 4), rows.slice(2))).toEqual(rows)
  expect(mergeRows(rows, rows.slice(1, 3))).toEqual(rows)
})

test('a gap asks for the whole series', () => {
  expect(mergeRows(rows.slice(0, 2), rows.slice(3))).toBeNull()
})
