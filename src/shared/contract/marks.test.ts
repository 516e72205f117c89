import { describe, expect, it } from 'vitest'
import { markLimits } from '../domain/run-marks'
import { markChanges, runMarks } from './marks'

const rule = (changes: unknown) => markChanges.safeParse(changes).error?.issues[0]?.message ?? null

describe('changes of marks from outside', () => {
  it('are taken up to their limits, and trimmed', () => {
    const tag = 'x'.repeat(markLimits.tagCharacters)
    const changes = {
      addTags: [` ${tag} `],
      note: 'n'.repeat(markLimits.noteCharacters),
      name: ` ${'y'.repeat(markLimits.nameCharacters)} `,
      colour: 0,
    }
    expect(markChanges.parse(changes)).toEqual({
      ...changes,
      addTags: [tag],
      name: 'y'.repeat(markLimits.nameCharacters),
    })
    expect(markChanges.parse({ name: null, colour: null })).toEqual({ name: null, colour: null })
  })

  it.each<[string, unknown, RegExp]>([
    ['nothing', {}, /must change something/],
    ['an unknown field', { colur: 1 }, /colur/],
    ['a long tag', { addTags: ['x'.repeat(41)] }, /40 char/],
    ['an empty tag', { addTags: ['  '] }, />=1 char/],
    ['a tag of two lines', { addTags: ['a\nb'] }, /one line/],
    ['many tags', { addTags: Array.from({ length: 21 }, (_, n) => `t${n}`) }, /20 items/],
    ['a long note', { note: 'x'.repeat(10_001) }, /10000 char/],
    ['an empty name', { name: ' ' }, />=1 char/],
    ['a colour below the palette', { colour: -1 }, />=0/],
    ['half a colour', { colour: 0.5 }, /int/],
  ])('%s is refused by its rule', (_, changes, message) => {
    expect(rule(changes)).toMatch(message)
  })
})

it('marks as records have them may lack name, colour and archive', () => {
  expect(runMarks.parse({ tags: [], note: '' })).toEqual({ tags: [], note: '' })
  expect(runMarks.safeParse({ tags: [] }).success).toBe(false)
})
