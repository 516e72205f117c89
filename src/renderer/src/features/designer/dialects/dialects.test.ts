import { describe, expect, test } from 'vitest'
import type { ScheduleSpec } from '../../../../../shared/domain/schedule'
import { shadedStretches, windowAround } from './stretches'
import { subjectsOf } from './subjects'

const length = { totalEpochs: 100, stepsPerEpoch: 250 }
const stairs: ScheduleSpec = {
  kind: 'multi-step',
  per: 'epoch',
  initial: 0.1,
  factor: 0.1,
  milestones: [30, 60],
}

describe('subjects', () => {
  test('are the design under the rules of libraries, and the article’s two traps', () => {
    const [design, ...others] = subjectsOf(stairs, length)
    expect(design.versions.map(({ name }) => name)).toEqual(['Keras', 'PyTorch', 'optax', 'timm'])
    expect(others.map(({ id }) => id)).toEqual(['trap 0', 'trap 1'])
    expect(others[0]).toMatchObject({
      written: 'SGD(learning_rate=0.1, decay=0.01)',
      length,
      versions: [{ call: 'Inverse time, per epoch' }, { call: 'Inverse time, per step' }],
    })
  })

  test('hold what is no library’s own against nothing', () => {
    const [design] = subjectsOf({ kind: 'formula', expression: '0.1' }, length)
    expect(design).toMatchObject({ versions: [], problem: null })
  })

  test('tell how a design is easily misread', () => {
    const decay: ScheduleSpec = { kind: 'inverse-time', per: 'step', initial: 0.1, decay: 0.01 }
    const [, reading] = subjectsOf(decay, length)
    expect(reading).toMatchObject({
      id: 'reading',
      versions: [{ spec: { per: 'epoch' } }, { spec: { per: 'step' } }],
    })
  })

  test('say what is wrong with a design', () => {
    const [design, ...others] = subjectsOf({ ...stairs, milestones: [60, 30] }, length)
    expect(design.versions).toEqual([])
    expect(design.problem).toMatch(/milestones\[1\]: must not come before/)
    expect(others).toHaveLength(2)
  })
})

describe('the window around a difference', () => {
  test('has five units on both sides of a short one', () => {
    expect(windowAround({ from: 30, to: 30 }, length, false)).toEqual({ from: 25, to: 36 })
    expect(windowAround({ from: 7_500, to: 7_749 }, length, true)).toEqual({
      from: 6_250,
      to: 9_000,
    })
  })

  test('has a quarter of a long one, and ends where the run does', () => {
    expect(windowAround({ from: 10_000, to: 19_999 }, length, false)).toEqual({
      from: 7_500,
      to: 22_500,
    })
    expect(windowAround({ from: 0, to: 24_999 }, length, false)).toEqual({ from: 0, to: 25_000 })
  })
})

describe('shading', () => {
  test('is wide enough to be seen', () => {
    const [short, long] = shadedStretches(
      [
        { from: 500, to: 500 },
        { from: 600, to: 699 },
      ],
      { from: 0, to: 1_000 },
    )
    expect(short).toEqual({ from: 498.5, to: 502.5 })
    expect(long).toEqual({ from: 600, to: 700 })
  })

  test('keeps to what is shown', () => {
    const differences = [
      { from: 0, to: 9 },
      { from: 15, to: 40 },
      { from: 30, to: 50 },
    ]
    expect(shadedStretches(differences, { from: 10, to: 20 })).toEqual([{ from: 15, to: 20 }])
  })
})
