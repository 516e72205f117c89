import { describe, expect, test } from 'vitest'
import { ScheduleError } from '../error'
import { parseFormula, variableNames } from './parse'

/** A frame in which every variable is 2. */
const frame = Float64Array.from({ length: variableNames.length }, () => 2)
const valueOf = (text: string) => parseFormula(text).evaluate(frame)

describe('a formula', () => {
  test.each([
    ['true', 1],
    ['false + 1', 1],
    ['1 < t < 3', 1],
    ['1 < t < 2', 0],
    ['3 > t >= 2 != 1', 1],
    ['-t', -2],
    ['2t + 1', 5],
    ['t > 1 ? 5 : 6', 5],
    ['t > 2 ? 5 : 6', 6],
    ['max(1, t, 7, 3)', 7],
    ['atan2(0, t)', 0],
    ['log(t)', Math.log(2)],
    ['log(t, 2)', 1],
    ['pi', Math.PI],
  ])('%s is %d where every variable is 2', (text, value) => {
    expect(valueOf(text)).toBe(value)
  })
})

describe('what is no formula is refused, and where', () => {
  const long = `max(${Array.from({ length: 14 }, () => `${'-'.repeat(36)}t`).join()})`
  test.each([
    ['', 'is empty (character 1)'],
    ['  ', 'is empty (character 1)'],
    [' '.repeat(1_001) + 't', 'must have at most 1000 characters, has 1002 (character 1001)'],
    [long, 'must have at most 500 parts (character 1)'],
    [`${'-'.repeat(41)}t`, 'must not be nested deeper than 40 times (character 1)'],
    ['t!', 'the operator factorial is not allowed (character 1)'],
    ['"t"', 'must hold numbers only, not "t" (character 1)'],
    ['null', 'must hold numbers only, not null (character 1)'],
    ['[t]', 'must be a plain formula; a list is not allowed (character 1)'],
    ['t.sin(t)', 'must be a plain formula; a property is not allowed (character 1)'],
    ['constructor.constructor("x")', 'must be a plain formula; a property is not allowed'],
    ['f(t, t) = 1', 'Duplicate parameter name "t" (character 1)'],
    ['1 + stpe', 'unknown name "stpe"; did you mean "step"? (character 5)'],
    ['1 + 2stpe', 'unknown name "stpe"; did you mean "step"? (character 6)'],
    ['1 + sine(t)', 'unknown function "sine"; did you mean "sin"? (character 5)'],
    ['toString(t)', 'unknown function "toString"; did you mean "log"? (character 1)'],
    ['t + sin()', 'sin takes 1 numbers, was given 0 (character 5)'],
    ['clamp(t, 1)', 'clamp takes 3 numbers, was given 2 (character 1)'],
    ['log(1, 2, 3)', 'log takes 1 to 2 numbers, was given 3 (character 1)'],
    ['t +', 'Unexpected end of expression (character 4)'],
  ])('%s', (text, rule) => {
    expect(() => parseFormula(text)).toThrow(`schedule.expression: ${rule}`)
    expect(() => parseFormula(text)).toThrow(ScheduleError)
  })
})
