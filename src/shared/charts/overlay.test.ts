import { describe, expect, test } from 'vitest'
import { compileSchedule, type ScheduleSpec } from '../domain/schedule'
import { curveWithin, legendLabels, overlaidLine, rangeOfLines } from './overlay'
import { styleOf } from './palette'
import type { CurveLine } from './schedule-curve'

const length = { totalEpochs: 10, stepsPerEpoch: 100 }
const stairs: ScheduleSpec = { kind: 'step', per: 'step', initial: 8, factor: 0.5, every: 250 }
const endsOf = ({ rates }: CurveLine) => [rates[0], rates[rates.length - 1]]
const look = { theme: 'light', buckets: 100 } as const

describe('a line of an overlay', () => {
  test('is the schedule’s curve in the style of its place', () => {
    const { line, reacts } = overlaidLine(
      { id: 'a', name: 'A', spec: stairs, style: 3 },
      length,
      look,
    )
    expect(line).toMatchObject({ id: 'a', name: 'A', style: styleOf(3, 'light') })
    expect(reacts).toBe(false)
    expect(endsOf(line)).toEqual([8, 1])
  })

  test('of a schedule that reacts falls as its made-up metric stays the same', () => {
    const spec: ScheduleSpec = {
      kind: 'plateau',
      per: 'epoch',
      initial: 1,
      factor: 0.5,
      patience: 1,
    }
    const { line, reacts } = overlaidLine({ id: 'a', name: 'A', spec, style: 0 }, length, look)
    expect(reacts).toBe(true)
    expect(endsOf(line)).toEqual([1, 0.25])
  })
})

describe('a part of a curve', () => {
  const compiled = compileSchedule(stairs, length)

  test('has every step of it where there is room, counted from the start of the run', () => {
    const { steps, rates } = curveWithin(compiled, { from: 248, to: 252 }, 100)
    expect(steps).toEqual([248, 249, 250, 251])
    expect(rates).toEqual([8, 8, 4, 4])
  })
})

describe('the range of lines', () => {
  test('holds the highest rate of all', () => {
    expect(rangeOfLines([{ rates: [0.1, 0.02] }, { rates: [0, 0.45] }], false)).toEqual([0, 0.5])
  })

  test('begins below the lowest rate that a logarithmic axis can show', () => {
    expect(rangeOfLines([{ rates: [0.1, 0.02] }, { rates: [0, 0.45] }], true)).toEqual([0.01, 0.6])
  })

  test('is there without lines', () => {
    expect(rangeOfLines([], false)).toEqual([0, 1])
  })
})

test('labels are short, and no two are the same', () => {
  const long = 'é'.repeat(50)
  expect(legendLabels(['a', 'b', 'a', long, 'a'])).toEqual([
    'a',
    'b',
    'a (2)',
    `${'é'.repeat(39)}…`,
    'a (3)',
  ])
})
