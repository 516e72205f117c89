import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../../../../../shared/domain/article'
import { asScheduleId } from '../../../../../shared/domain/ids'
import { scheduleKinds, type ScheduleSpec } from '../../../../../shared/domain/schedule'
import { candidatesOf, matching } from './candidates'
import { overlayRows, play, type Entry } from './overlay-rows'

const length = { totalEpochs: 10, stepsPerEpoch: 10 }
const playedOf = (spec: ScheduleSpec) => play(spec, length, 100)
const entry = (spec: ScheduleSpec, place = 0): Entry => ({
  id: `entry ${place}`,
  name: spec.kind,
  about: '',
  spec,
  place,
})
const constant = (rate: number): ScheduleSpec => ({ kind: 'constant', rate })

describe('what can be compared with', () => {
  const saved = {
    id: asScheduleId('a'),
    name: 'My best one',
    spec: { kind: 'cosine', initial: 0.1 },
    ...length,
    createdAt: '',
    changedAt: '',
  } as const
  const all = candidatesOf([saved], [articleTemplate])

  test('is every saved schedule, trial and kind, under names of their own', () => {
    const kinds = Object.keys(scheduleKinds).length
    expect(all).toHaveLength(1 + articleTemplate.trials.length + kinds)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(all[0]).toMatchObject({ origin: 'saved', name: 'My best one', about: 'Cosine' })
    expect(all[1]).toMatchObject({ origin: 'trial', name: 'Constant' })
  })

  test('is found by words of its name, its kind or the kind’s name in JSON', () => {
    const names = (query: string) => matching(all, query).map(({ name }) => name)
    expect(names('BEST my')).toEqual(['My best one'])
    expect(names('keras decay')).toEqual(['Keras decay'])
    expect(names('one-cycle')).toHaveLength(1)
    expect(names('nothing of the kind')).toEqual([])
    expect(names(' ')).toHaveLength(all.length)
  })
})

describe('a schedule in a run', () => {
  test('that does not fit is told with its field', () => {
    const milestones = ['90%', 2] as const
    expect(playedOf({ kind: 'multi-step', initial: 1, factor: 0.1, milestones })).toEqual({
      kind: 'unfit',
      reason: expect.stringMatching(/^schedule\.milestones\[1\]: must not come before/) as string,
    })
  })

  test('that reacts is played with a made-up metric', () => {
    const spec: ScheduleSpec = {
      kind: 'plateau',
      per: 'epoch',
      initial: 1,
      factor: 0.5,
      patience: 1,
    }
    const played = playedOf(spec)
    expect(played).toMatchObject({ kind: 'played', reacts: true, facts: { first: 1 } })
    if (played.kind === 'played') expect(played.facts.last).toBe(0.25)
  })
})

describe('rows', () => {
  const entries = [
    entry(constant(2)),
    entry({ kind: 'polynomial', per: 'step', initial: 8, final: 0, over: 99 }, 1),
    entry(constant(0), 2),
  ]

  test('have their own rates while nothing is equalised', () => {
    const rows = overlayRows(entries, playedOf, null)
    expect(rows.map(({ factor, unequal }) => [factor, unequal])).toEqual(
      entries.map(() => [null, null]),
    )
    expect(rows[1]).toMatchObject({ played: { facts: { first: 8, last: 0 } } })
  })

  test('are scaled to the first one’s peak, its curve, facts and spec alike', () => {
    const [first, line, zero] = overlayRows(entries, playedOf, 'peak')
    expect(first).toMatchObject({ factor: null, spec: entries[0]?.spec })
    expect(line).toMatchObject({
      factor: 0.25,
      spec: { kind: 'product', factors: [entries[1]?.spec, 0.25] },
      played: { facts: { first: 2, highest: { rate: 2, step: 0 }, last: 0, lowest: { step: 99 } } },
    })
    if (line?.played.kind !== 'played') throw new Error('It was not played.')
    expect(line.played.curve.rates[0]).toBe(2)
    expect(line.played.facts.area).toBeCloseTo(100, 10)
    expect(line.played.facts.mean).toBeCloseTo(1, 12)
    expect(zero?.unequal).toMatch(/highest rate is 0/)
  })

  test('scale those that react by what is drawn of them', () => {
    const spec: ScheduleSpec = {
      kind: 'plateau',
      per: 'epoch',
      initial: 1,
      factor: 0.5,
      patience: 1,
    }
    const [, plateau] = overlayRows([entry(constant(2)), entry(spec, 1)], playedOf, 'end')
    expect(plateau).toMatchObject({ played: { facts: { last: 2 } } })
    expect(plateau?.factor).toBeGreaterThan(2)
  })

  test('say that the end of a decay to 0 cannot be scaled', () => {
    const [, line] = overlayRows(entries, playedOf, 'end')
    expect(line).toMatchObject({ factor: null, spec: entries[1]?.spec })
    expect(line?.unequal).toMatch(/rate of its last step is 0/)
  })

  test('stay as they are when the first one does not fit', () => {
    const bad: ScheduleSpec = { kind: 'constant', rate: -1 }
    const rows = overlayRows([entry(bad), ...entries.slice(1)], playedOf, 'area')
    expect(rows[0]?.played).toMatchObject({ kind: 'unfit', reason: /rate/ })
    expect(rows[1]).toMatchObject({ factor: null, unequal: null })
  })
})
