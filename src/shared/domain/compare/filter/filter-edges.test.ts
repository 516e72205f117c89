import { describe, expect, test } from 'vitest'
import { articleTrial, madeRun, rowsFrom, trialWith } from '../testing-runs'
import { compileFilter, completionsAt, fieldsOfFilter, FilterError } from '.'
import { compilePattern } from './pattern'

const at = (createdAt: string, startedAt: string | null) => ({ createdAt, startedAt })
const noon = new Date(2026, 10, 24, 12, 30).toISOString()
const evening = new Date(2026, 10, 24, 20, 0).toISOString()
const later = new Date(2026, 10, 25, 9, 0).toISOString()

const plain = madeRun({
  trial: { ...articleTrial('linear'), tags: [] },
  rows: rowsFrom([0.5, 0.3]),
  run: { ...at(noon, evening), marks: { tags: [], note: '' } },
})
const adam = madeRun({
  trial: articleTrial('adam'),
  seed: 2,
  run: { ...at(later, null), marks: { tags: ['good'], note: '' } },
})
const cosine = madeRun({
  trial: trialWith('Cosine', { schedule: { kind: 'cosine', initial: 0.05 } }),
  seed: 3,
  run: at(later, later),
})
const all = [plain, adam, cosine]
const passing = (filter: string) => all.filter(compileFilter(filter)).map(({ trial }) => trial.name)

describe('a filter lets pass', () => {
  test.each([
    ['createdAt == 2026-11-24', 'Linear'],
    ['createdAt != 2026-11-24', 'Adam Cosine'],
    ['createdAt == "2026-11-24 12:30"', 'Linear'],
    ['createdAt <= 2026-11-24', 'Linear'],
    ['createdAt > 2026-11-24', 'Adam Cosine'],
    ['startedAt > createdAt', 'Linear'],
    ['startedAt == createdAt', 'Cosine'],
    ['startedAt != createdAt', 'Linear Adam'],
    ['seed >= seed', 'Linear Adam Cosine'],
    ['valLoss is not known', 'Adam Cosine'],
    ['tags is missing', 'Linear'],
    ['seed == 1e999', 'refused'],
    ['outcome == nothing', ''],
    ['name matches "\\\\D$"', ''],
    ['name matches "\\\\d$"', 'Linear Adam Cosine'],
  ])('%s', (filter, expected) => {
    if (expected === 'refused') expect(() => passing(filter)).toThrow(FilterError)
    else expect(passing(filter).join(' ')).toBe(expected)
  })
})

test.each([
  ['3 < 4', 'at character 5: expected the name of a field, found 4'],
  ['3 < and', 'at character 5: expected the name of a field, found and'],
  ['name == and', 'at character 9: expected a text after name ==, found and'],
  ['startedAt > name', 'expected a date such as 2026-11-24 after startedAt >, found name'],
  ['seed == name', 'at character 9: expected a number after seed ==, found name'],
  ['startedAt > 3', 'expected a date such as 2026-11-24 after startedAt >, found 3'],
])('%s is refused: %s', (filter, message) => {
  expect(() => compileFilter(filter)).toThrow(message)
})

test('an empty filter asks for no field', () => {
  expect(fieldsOfFilter('')).toEqual([])
})

describe('patterns', () => {
  test.each([
    ['a\\tb', 'a\tb', true],
    ['^\\n$', '\n', true],
    ['\\r', '\n', false],
    ['\\D', '123', false],
    ['\\d\\D\\w\\W\\s\\S', '1a_- x', true],
    ['[\\n\\d]', '\n', true],
  ])('%j in %j: %s', (source, text, found) => {
    expect(compilePattern(source)(text)).toBe(found)
  })
  test.each([
    ['('.repeat(61) + 'a' + ')'.repeat(61), 'nested deeper than 60 levels'],
    ['[a-\\d]', 'a range ends with a plain character'],
  ])('%s is refused', (source, message) => {
    expect(() => compilePattern(source)).toThrow(message)
  })
})

describe('completions', () => {
  const texts = (text: string, runs = all) =>
    completionsAt(text, text.length, runs).options.map((option) => option.text)

  test('of numbers are those that the runs have, in their order', () => {
    expect(texts('seed == ')).toEqual(['1', '2', '3'])
    expect(texts('valLoss == ')).toEqual(['0.3'])
    expect(texts('startedAt == ')).toEqual([])
  })
  test('after not in ( are of the field before it', () => {
    expect(texts('seed not in (')).toEqual(['1', '2', '3'])
    expect(texts('not in (').slice(0, 2)).toEqual(['name', 'study'])
  })
  test('without runs are the fields that every run has', () => {
    expect(texts('finalV', [])).toContain('finalValLoss')
    expect(texts('schedule.', [])).not.toContain('schedule.initial')
    expect(texts('schedule.')).toContain('schedule.initial')
  })
})
