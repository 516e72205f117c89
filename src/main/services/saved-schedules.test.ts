import { beforeEach, describe, expect, test } from 'vitest'
import type { SavedSchedule } from '../../shared/domain/design'
import { asScheduleId } from '../../shared/domain/ids'
import type { ScheduleSpec } from '../../shared/domain/schedule'
import { EventHub } from './event-hub'
import { SavedSchedules } from './saved-schedules'

const cosine: ScheduleSpec = { kind: 'cosine', per: 'epoch', initial: 0.1 }
const mine = { name: 'Mine', spec: cosine, totalEpochs: 100, stepsPerEpoch: 250 }

/** Kept in memory; the clock goes on by a second with every look at it. */
function openSchedules() {
  let kept: readonly SavedSchedule[] = []
  let seconds = 0
  const hub = new EventHub()
  const told: string[][] = []
  hub.on('schedulesChanged', ({ schedules }) => told.push(schedules.map(({ name }) => name)))
  const store = {
    read: () => kept,
    write: (schedules: readonly SavedSchedule[]) => {
      kept = schedules
    },
  }
  const schedules = new SavedSchedules(store, hub, () => new Date(seconds++ * 1000))
  return {
    store,
    told,
    schedules,
    keep: (count: number, spec: ScheduleSpec = cosine) => {
      const one = schedules.save({ ...mine, spec })
      kept = Array.from({ length: count }, (_, n) => ({ ...one, id: asScheduleId(`s-${n}`) }))
    },
  }
}

let lab: ReturnType<typeof openSchedules>
beforeEach(() => {
  lab = openSchedules()
})

describe('saving', () => {
  test('keeps a new one under an id of its own and tells everybody', () => {
    const first = lab.schedules.save(mine)
    expect(first).toMatchObject({
      ...mine,
      createdAt: '1970-01-01T00:00:00.000Z',
      changedAt: '1970-01-01T00:00:00.000Z',
    })
    expect(first.id).toMatch(/^19700101-000000-[0-9a-f]{6}$/)
    const second = lab.schedules.save({ ...mine, name: 'Other' })
    expect(second.id).not.toBe(first.id)
    expect(lab.told).toEqual([['Mine'], ['Other', 'Mine']])
  })

  test('replaces the one that has the id, which then stands first', () => {
    const first = lab.schedules.save(mine)
    lab.schedules.save({ ...mine, name: 'Other' })
    const constant: ScheduleSpec = { kind: 'constant', rate: 0.1 }
    const changed = lab.schedules.save({ ...mine, id: first.id, spec: constant })
    expect(changed).toEqual({ ...first, spec: constant, changedAt: '1970-01-01T00:00:02.000Z' })
    expect(lab.schedules.list().map(({ name }) => name)).toEqual(['Mine', 'Other'])
  })

  test('refuses an id that nothing has, and changes nothing', () => {
    const gone = { ...mine, id: asScheduleId('gone') }
    expect(() => lab.schedules.save(gone)).toThrow(
      'There is no saved schedule "gone"; it may have been deleted.',
    )
    expect(lab.told).toEqual([])
  })

  test('keeps a thousand, which can still be changed, and not one more', () => {
    lab.keep(1_000)
    expect(() => lab.schedules.save(mine)).toThrow(/There are 1,000 saved schedules/)
    const changed = lab.schedules.save({ ...mine, id: asScheduleId('s-7'), name: 'New' })
    expect(changed.name).toBe('New')
    expect(lab.store.read()).toHaveLength(1_000)
  })

  test('keeps eight million characters together', () => {
    const large: ScheduleSpec = { kind: 'formula', expression: `1${'+1'.repeat(490_000)}` }
    lab.keep(8, large)
    expect(() => lab.schedules.save({ ...mine, spec: large })).toThrow(
      /would have 8,8\d\d,\d{3} characters of JSON together; at most 8,000,000/,
    )
  })

  test('that fails on the disk tells nobody', () => {
    lab.store.write = () => {
      throw new Error('full')
    }
    expect(() => lab.schedules.save(mine)).toThrow('full')
    expect(lab.told).toEqual([])
  })
})

describe('removing', () => {
  test('deletes one and tells everybody', () => {
    const first = lab.schedules.save(mine)
    lab.schedules.save({ ...mine, name: 'Other' })
    lab.schedules.remove(first.id)
    expect(lab.schedules.list().map(({ name }) => name)).toEqual(['Other'])
    expect(lab.told.at(-1)).toEqual(['Other'])
  })

  test('refuses an id that nothing has', () => {
    expect(() => lab.schedules.remove(asScheduleId('gone'))).toThrow(/no saved schedule/)
  })
})
