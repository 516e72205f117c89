import { describe, expect, test } from 'vitest'
import type { ScheduleSpec } from '../domain/schedule'
import { namedSchedules, scheduleToSave } from './schedules'

const cosine: ScheduleSpec = { kind: 'cosine', per: 'epoch', initial: 0.1 }
const given = { name: 'Mine', spec: cosine, totalEpochs: 100, stepsPerEpoch: 250 }

/** A spec whose JSON has exactly so many characters. */
function specOf(characters: number): ScheduleSpec {
  const empty = JSON.stringify({ kind: 'formula', expression: '' }).length
  return { kind: 'formula', expression: `1${' '.repeat(characters - empty - 1)}` }
}

const problems = (parsed: {
  error?: { issues: readonly { path: PropertyKey[]; message: string }[] }
}) => (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('a schedule to save', () => {
  test('is taken as it is, its name without blanks around it', () => {
    expect(scheduleToSave.parse({ ...given, name: '  Mine ' })).toEqual(given)
  })

  test.each([
    [{ name: ' ' }, /^name: /],
    [{ name: 'x'.repeat(121) }, /^name: .*<=120/],
    [
      { spec: { kind: 'cosin' } },
      /^spec: schedule\.kind: unknown kind "cosin"; did you mean "cosine"/,
    ],
    [{ spec: undefined }, /^spec: /],
    [{ totalEpochs: 0 }, /^totalEpochs: .*>=1/],
    [{ stepsPerEpoch: 1.5 }, /^stepsPerEpoch: /],
    [
      { totalEpochs: 10_000, stepsPerEpoch: 1_001 },
      /^stepsPerEpoch: the run has 10,010,000 steps; a schedule's run has at most 10,000,000$/,
    ],
    [{ id: '../x' }, /^id: must be 1 to 64/],
  ])('%o is refused, naming the field and the rule', (wrong, rule) => {
    const found = problems(scheduleToSave.safeParse({ ...given, ...wrong }))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(rule)
  })

  test('may have a million characters of JSON, and not one more', () => {
    const most = scheduleToSave.safeParse({ ...given, spec: specOf(1_000_000) })
    expect(problems(most).join()).not.toMatch(/characters of JSON/)
    expect(problems(scheduleToSave.safeParse({ ...given, spec: specOf(1_000_001) }))).toEqual([
      'spec: has 1,000,001 characters of JSON; at most 1,000,000 are taken',
    ])
  })

  test('that JSON cannot hold is refused like any other', () => {
    const knot: Record<string, unknown> = { kind: 'clamp' }
    knot.schedule = knot
    expect(problems(scheduleToSave.safeParse({ ...given, spec: knot }))).toEqual([
      'spec: schedule: must not be nested deeper than 24 times',
    ])
  })
})

describe('schedules of a study', () => {
  test('are fifty at most', () => {
    const many = (count: number) =>
      Array.from({ length: count }, () => ({ name: 'a', spec: cosine }))
    expect(namedSchedules.safeParse(many(50)).success).toBe(true)
    expect(namedSchedules.safeParse(many(51)).success).toBe(false)
  })

  test('have four million characters of JSON together', () => {
    const points: [number, number][] = Array.from({ length: 80_000 }, (_, t) => [t, 0.1])
    const spec: ScheduleSpec = { kind: 'points', points }
    const found = namedSchedules.safeParse(Array.from({ length: 5 }, () => ({ name: 'a', spec })))
    expect(problems(found)[0]).toMatch(
      /characters of JSON together; a study takes at most 4,000,000/,
    )
  })
})
