import { expect, test } from 'vitest'
import { everyState, fakeHistory } from '../../../../test/fake-data'
import { runMenu } from './run-menu'

const { runs } = fakeHistory({ id: 'a', state: everyState })
const labels = (statuses: readonly string[], isBaseline = false) =>
  runMenu({
    runs: runs.filter(({ status }) => statuses.includes(status)),
    isDrawn: () => true,
    isBaseline,
  }).flatMap((entry) => (entry === 'line' ? [] : [entry.label]))

test('one run can be opened, renamed and made the baseline', () => {
  expect(labels(['stopped'])).toEqual([
    'Open the run',
    'Draw only this',
    'Hide',
    'Pin as baseline',
    'Rename…',
    'Tags…',
    'Note…',
    'Colour…',
    'Resume',
    'Retry from the start',
    'Archive',
    'Delete',
  ])
  expect(labels(['stopped'], true)).toContain('No longer the baseline')
})

test('with several it says of how many they can be asked', () => {
  const several = labels(['running', 'stopped', 'completed'])
  expect(several).toContain('Draw only these')
  expect(several).toContain('Retry from the start 2 of 4')
  expect(several).toContain('Stop 2 of 4')
  expect(several).toContain('Delete 2 of 4')
  expect(several).not.toContain('Rename…')
})

test('what still runs cannot be deleted', () => {
  const running = runs.filter(({ status }) => status === 'running')
  const menu = runMenu({ runs: running, isDrawn: () => false, isBaseline: false })
  const remove = menu.find((entry) => entry !== 'line' && entry.id === 'remove')
  expect(remove).toMatchObject({ disabled: true })
  expect(menu).toContainEqual(expect.objectContaining({ id: 'draw' }))
})
