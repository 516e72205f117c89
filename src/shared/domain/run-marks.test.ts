import { describe, expect, it } from 'vitest'
import { marksOf, noMarks, withMarkChanges, type RunMarks } from './run-marks'

const marked: RunMarks = { tags: ['a', 'b'], note: 'look', name: 'Mine', colour: 3, archived: true }

describe('changes of marks', () => {
  it('leave what they do not name', () => {
    expect(withMarkChanges(marked, { note: 'other' })).toEqual({ ...marked, note: 'other' })
    expect(withMarkChanges(noMarks, {})).toEqual(noMarks)
  })

  it('add tags behind those there are, each once, and take others away', () => {
    const changes = { addTags: ['c', 'a', 'c'], removeTags: ['b', 'never'] }
    expect(withMarkChanges(marked, changes).tags).toEqual(['a', 'c'])
    expect(withMarkChanges(marked, { addTags: ['a'], removeTags: ['a'] }).tags).toEqual(['b', 'a'])
  })

  it('take away name and colour by null, and the archive by false', () => {
    const changes = { name: null, colour: null, archived: false }
    expect(withMarkChanges(marked, changes)).toEqual({ tags: ['a', 'b'], note: 'look' })
  })

  it('keep the first place of the palette', () => {
    expect(withMarkChanges(noMarks, { colour: 0 })).toEqual({ tags: [], note: '', colour: 0 })
  })
})

it('a run without marks has none', () => {
  expect(marksOf({})).toBe(noMarks)
  expect(marksOf({ marks: marked })).toBe(marked)
})
