import { expect, test } from 'vitest'
import { searchFields } from './field-search'

const fields = [
  { name: 'finalValLoss', title: 'Final validation loss', group: 'Results' },
  { name: 'bestValLoss', title: 'Best validation loss', group: 'Results' },
  { name: 'schedule.initial', title: 'Initial rate', group: 'Schedule' },
]
const names = (query: string) => searchFields(fields, query).map(({ name }) => name)

test('every word must be in the title, the name or the group', () => {
  expect(names('')).toHaveLength(3)
  expect(names('  LOSS best ')).toEqual(['bestValLoss'])
  expect(names('results final')).toEqual(['finalValLoss'])
  expect(names('schedule.ini')).toEqual(['schedule.initial'])
  expect(names('loss rate')).toEqual([])
})
