import { describe, expect, test } from 'vitest'
import { asStudyId } from '../../ids'
import { articleTrial, madeRun, rowsFrom, rowsOfAll, trialWith } from '../testing-runs'
import { compileFilter, fieldsOfFilter, FilterError, filterNeedsRows, parseFilter } from '.'

const linearRows = rowsFrom([0.5, 0.3, 0.4])
const linear = madeRun({
  rows: linearRows,
  run: { marks: { tags: ['good', 'for paper'], note: 'Look again' } },
})
const adam = madeRun({
  trial: articleTrial('adam'),
  seed: 2,
  rows: rowsFrom([0.2, 0.1]),
  study: { id: asStudyId('other'), name: 'Warm-up lengths' },
  run: { marks: { tags: [], note: '', archived: true }, status: 'stopped' },
})
const fresh = madeRun({
  trial: trialWith('Cosine', { schedule: { kind: 'cosine', initial: 0.05 } }),
  seed: 3,
  run: { status: 'queued', startedAt: null, createdAt: '2026-03-04T05:06:00.000Z' },
})
const all = [linear, adam, fresh]
const rowsOf = rowsOfAll([[linear, linearRows]])

const passing = (filter: string) =>
  all.filter(compileFilter(filter, rowsOf)).map(({ trial }) => trial.name)

describe('a filter lets pass', () => {
  test.each([
    ['', 'Linear Adam Cosine'],
    ['   ', 'Linear Adam Cosine'],
    ['valAccuracy > 0.85 and optimizer == "adam"', 'Adam'],
    ['valAccuracy > 85%', 'Adam'],
    ['optimizer = Adam', 'Adam'],
    ['OPTIMIZER == adam', 'Adam'],
    ['schedule.kind in ("cosine", "step") or not archived', 'Linear Cosine'],
    ['schedule not in (polynomial, constant)', 'Cosine'],
    ['schedule == Polynomial', 'Linear'],
    ['name contains "INEA"', 'Linear'],
    ['name matches "^(cos|lin)"', 'Linear Cosine'],
    ['not name matches "^(cos|lin)"', 'Adam'],
    ['name not matches "^(cos|lin)"', 'Adam'],
    ['tag == good', 'Linear'],
    ['tag == "for paper"', 'Linear'],
    ['tag != good', 'Adam Cosine'],
    ['tags contains paper', 'Linear'],
    ['tag in (good, Adaptive)', 'Linear Adam'],
    ['warm', 'Adam'],
    ['linear', 'Linear Cosine'],
    ['"look again"', 'Linear'],
    ['warm or cosine', 'Adam Cosine'],
    ['linear "seed 3"', 'Cosine'],
    ['archived', 'Adam'],
    ['!archived && seed >= 2', 'Cosine'],
    ['archived == yes || archived == false', 'Linear Adam Cosine'],
    ['2 < seed', 'Cosine'],
    ['0.85 < valAccuracy', 'Adam'],
    ['seed == 1 or seed == 2 and archived', 'Linear Adam'],
    ['(seed == 1 or seed == 2) and archived', 'Adam'],
    ['not (seed == 1 or archived)', 'Cosine'],
    ['valLoss != 0.4', 'Adam Cosine'],
    ['valLoss < 1', 'Linear Adam'],
    ['valLoss is missing', 'Cosine'],
    ['valLoss is known', 'Linear Adam'],
    ['valLoss is not missing and bestEpoch < epochsDone', 'Linear'],
    ['note is missing', 'Adam Cosine'],
    ['valLoss > bestValLoss', 'Linear'],
    ['valLoss@1 == 0.5', 'Linear'],
    ['valLoss@MAX > 0.1', 'Linear'],
    ['schedule.initial <= 5e-2', 'Cosine'],
    ['status == queued', 'Cosine'],
    ['createdAt >= 2026-03', 'Cosine'],
    ['createdAt < 2026-03-01', 'Linear Adam'],
    ['createdAt == 2026', 'none'],
    ['createdAt > "2026-03-04"', ''],
    ['created >= "2026-03-03 12:30" and created <= "2026-03-05"', 'Cosine'],
    ['startedAt is missing', 'Cosine'],
    ['momentum == 0.9', 'Adam'],
    ['model.layers[1].units == 512', 'Linear Adam Cosine'],
  ])('%s', (filter, expected) => {
    if (expected === 'none') expect(() => passing(filter)).toThrow(FilterError)
    else expect(passing(filter).join(' ')).toBe(expected)
  })
})

describe('a filter that cannot be read says what is wrong, and where', () => {
  test.each([
    ['valLos > 3', 'at character 1: there is no field valLos; did you mean valLoss?'],
    [
      'seed == 1 and optimiser == adam',
      'at character 15: there is no field optimiser; did you mean optimizer?',
    ],
    [
      'schedule.initail > 1',
      'at character 1: there is no field schedule.initail; did you mean schedule.initial?',
    ],
    ['seed == ', 'at character 9: expected a number after seed ==, the filter ends'],
    ['seed == abc', 'at character 9: expected a number after seed ==, found abc'],
    ['seed > "1"', 'at character 8: expected a number after seed >, found "1"'],
    [
      'seed contains 1',
      'at character 6: seed is a number; expected one of ==, !=, <, <=, >, >=, in, is missing, found contains',
    ],
    [
      'name < x',
      'at character 6: name is a text; expected one of ==, !=, contains, matches, in, is missing, found <',
    ],
    [
      'seed',
      'at character 5: expected one of ==, !=, <, <=, >, >=, in, is missing after seed; to search for the word, put it in quotes',
    ],
    ['(seed == 1', 'at character 11: expected ) to the ( before, the filter ends'],
    ['seed == 1)', 'at character 10: expected and, or, or the end, found )'],
    ['seed in 1', 'at character 9: expected ( after seed in, found 1'],
    ['seed in (1; 2)', 'at character 11: ";" has no meaning here; put text in quotes'],
    ['seed in (1 2)', 'at character 12: expected , or ) after the values, found 2'],
    ['name == "x', 'at character 9: the text that begins here has no closing "'],
    ['and', 'at character 1: expected a field, a word to search for, not, or (, found and'],
    [
      'seed == 1 or',
      'at character 13: expected a field, a word to search for, not, or (, the filter ends',
    ],
    ['valLoss is big', 'at character 12: expected missing or known after valLoss is, found big'],
    ['archived == perhaps', 'at character 13: expected yes or no after archived ==, found perhaps'],
    [
      'createdAt > yesterday',
      'at character 13: expected a date such as 2026-11-24 after createdAt >, found yesterday',
    ],
    [
      'createdAt > 2026-02-30',
      'at character 13: expected a date such as 2026-11-24 after createdAt >, found 2026-02-30',
    ],
    ['name matches "(a"', 'at character 14: the pattern "(a": there is a ( without its )'],
    [
      'name matches "(?=a)"',
      'at character 14: the pattern "(?=a)": only (...) and (?:...) are known',
    ],
    ['3 < name', 'at character 1: expected a text before name, found 3'],
  ])('%s', (filter, message) => {
    expect(() => compileFilter(filter)).toThrow(message)
    expect(() => compileFilter(filter)).toThrow(FilterError)
  })
  test('however deep or long it is', () => {
    const deep = '('.repeat(400) + 'archived' + ')'.repeat(400)
    expect(() => compileFilter(deep)).toThrow('nested deeper than 60 levels')
    expect(() => compileFilter('not '.repeat(400) + 'archived')).toThrow('nested deeper than 60')
    expect(() => compileFilter('x'.repeat(2_001))).toThrow(
      'at most 2000 characters, this one has 2001',
    )
  })
})

test('what a filter asks for', () => {
  expect(fieldsOfFilter('warm and (tag == x or valLoss@3 > loss) and not archived')).toEqual([
    'tags',
    'valLoss@3',
    'loss',
    'archived',
  ])
  expect(filterNeedsRows('valLoss@3 > 1')).toBe(true)
  expect(filterNeedsRows('valLoss > 1 or seed in (1, 2)')).toBe(false)
  expect(parseFilter(' ')).toBeNull()
})
