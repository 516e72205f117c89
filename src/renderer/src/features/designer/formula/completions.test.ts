import { describe, expect, test } from 'vitest'
import { completionsAt, stepsOver, writtenFor } from './completions'
import { formulaNames, type FormulaName } from './names'

const namesAt = (text: string, caret = text.length) =>
  completionsAt(text, caret)?.names.map(({ name }) => name) ?? null

const nameOf = (wanted: string): FormulaName => {
  const found = formulaNames.find(({ name }) => name === wanted)
  if (!found) throw new Error(`There is no name "${wanted}".`)
  return found
}

describe('completions', () => {
  test('begin with the word, the exact one first, whatever its case after that', () => {
    expect(namesAt('initial * co')).toEqual(['cos', 'cosh', 'acos'])
    expect(namesAt('t')?.slice(0, 3)).toEqual(['t', 'tan', 'tanh'])
    expect(namesAt('T')?.slice(0, 2)).toEqual(['T', 't'])
    expect(namesAt('STEPSP')).toEqual(['stepsPerEpoch'])
  })

  test('replace the whole word around the caret', () => {
    expect(completionsAt('2 * progrss + 1', 8)).toMatchObject({ from: 4, to: 11 })
  })

  test.each(['', '12', '1e', '0.5e', '3 * ', 'cos(', 'qqq', '1.e'])('are none after %j', (text) => {
    expect(namesAt(text)).toBeNull()
  })

  test('are none once the word is the only name that fits', () => {
    expect(namesAt('progress')).toBeNull()
    expect(namesAt('progress', 4)).toBeNull()
    expect(namesAt('cos')).toEqual(['cos', 'cosh', 'acos'])
  })
})

describe('what is written', () => {
  test('for a name is the name', () => {
    expect(writtenFor(nameOf('epoch'), ' + 1')).toEqual({ text: 'epoch', caret: 5 })
  })

  test('for a function has brackets, with the caret between them', () => {
    expect(writtenFor(nameOf('cos'), '')).toEqual({ text: 'cos()', caret: 4 })
  })

  test('keeps brackets that are there', () => {
    expect(writtenFor(nameOf('cos'), '(pi)')).toEqual({ text: 'cos', caret: 4 })
  })
})

describe('a closing bracket', () => {
  test('that is there is stepped over', () => {
    expect(stepsOver('cos(t)', 5, ')')).toBe(true)
  })

  test('is written where one is missing, or none follows', () => {
    expect(stepsOver('(cos(t)', 6, ')')).toBe(false)
    expect(stepsOver('cos(t', 5, ')')).toBe(false)
    expect(stepsOver('cos(t)', 5, 't')).toBe(false)
  })
})

test('every name says what it means, and functions what they take', () => {
  expect(nameOf('log').usage).toBe('log(x, base)')
  expect(nameOf('t').means).toContain('“per”')
  expect(nameOf('min').usage).toBe('min(a, b, …)')
  expect(nameOf('where').usage).toBe('where(condition, a, b)')
  expect(formulaNames.filter(({ usage }) => usage.endsWith('(…)'))).toEqual([])
})
