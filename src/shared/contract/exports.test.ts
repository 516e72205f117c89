import { describe, expect, test } from 'vitest'
import { scheduleChartRequest } from './exports'

const line = { name: 'Cosine', spec: { kind: 'cosine', initial: 0.1 } }
const given = { title: 'Mine', lines: [line], totalEpochs: 100, stepsPerEpoch: 250 }

describe('a chart of schedules', () => {
  test('is a light PNG over epochs at twice its size unless something else is said', () => {
    expect(scheduleChartRequest.parse(given)).toEqual({
      ...given,
      axis: 'epoch',
      logarithmic: false,
      theme: 'light',
      scale: 2,
      format: 'png',
      transparent: false,
    })
  })

  test.each([
    [{ lines: [] }, 'lines', />=1/],
    [{ lines: Array.from({ length: 13 }, () => line) }, 'lines', /<=12/],
    [{ lines: [{ name: '', spec: line.spec }] }, 'lines.0.name', />=1/],
    [{ lines: [{ name: 'x', spec: { kind: 'cosin' } }] }, 'lines.0.spec', /did you mean "cosine"/],
    [{ title: ' ' }, 'title', />=1/],
    [{ scale: 5 }, 'scale', /<=4/],
    [{ format: 'gif' }, 'format', /png/],
    [{ totalEpochs: 10_000, stepsPerEpoch: 1_001 }, 'stepsPerEpoch', /10,010,000 steps/],
  ])('%o is refused, naming the field and the rule', (wrong, field, rule) => {
    const { error } = scheduleChartRequest.safeParse({ ...given, ...wrong })
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field])
    expect(error?.issues[0]?.message).toMatch(rule)
  })
})
