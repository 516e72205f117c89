import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SavedSchedule } from '../../shared/domain/design'
import { asScheduleId } from '../../shared/domain/ids'
import type { ScheduleSpec } from '../../shared/domain/schedule'
import { openConf } from './open-conf'
import { createScheduleStore } from './schedule-store'
import { seal } from './sealed'
import { cuttingStore } from './testing/cutting-store'
import { temporaryFolder } from './testing/folder'

const open = (dataDir: string) => createScheduleStore({ dataDir, openStore: openConf })
const fileIn = (dataDir: string) => join(dataDir, 'schedules.json')

const warmCosine: ScheduleSpec = {
  kind: 'warmup',
  per: 'epoch',
  over: '10%',
  schedule: { kind: 'cosine', initial: 0.1, final: 1e-300 },
}
const saved = (id: string, spec: ScheduleSpec = warmCosine): SavedSchedule => ({
  id: asScheduleId(id),
  name: `Schedule ${id} “ä”`,
  spec,
  totalEpochs: 100,
  stepsPerEpoch: 250,
  createdAt: '2026-11-24T02:38:00.000Z',
  changedAt: '2026-11-24T02:38:00.000Z',
})

describe('the saved schedules', () => {
  it('are none without a file, and come back as written', () => {
    const dataDir = temporaryFolder()
    const store = open(dataDir)
    expect(store.read()).toEqual([])
    store.write([saved('a'), saved('b', { kind: 'constant', rate: 0.1 })])
    const expected = [saved('a'), saved('b', { kind: 'constant', rate: 0.1 })]
    expect(store.read()).toEqual(expected)
    expect(open(dataDir).read()).toEqual(expected)
    expect(statSync(fileIn(dataDir)).mode & 0o777).toBe(0o600)
  })

  it('can all be deleted', () => {
    const dataDir = temporaryFolder()
    open(dataDir).write([saved('a')])
    open(dataDir).write([])
    const store = open(dataDir)
    expect(store.read()).toEqual([])
    expect(store.problems()).toEqual([])
  })

  const sealed = (body: object) => JSON.stringify(seal(1, body))
  const bad: readonly (readonly [string, string])[] = [
    ['empty', ''],
    ['null', 'null'],
    ['a bare list', JSON.stringify([saved('a')])],
    ['zeroed', '\0\0\0\0'],
    ['cut', sealed([saved('a')]).slice(0, -20)],
    ['changed by one letter', sealed([saved('a')]).replace('Schedule a', 'Schedule b')],
    ['of an unknown kind', sealed([{ ...saved('a'), spec: { kind: 'cosin', initial: 1 } }])],
    ['without an id', sealed([{ ...saved('a'), id: undefined }])],
  ]

  it.each(bad)('in a file that is %s: none, the file kept aside, a word about it', (_, text) => {
    const dataDir = temporaryFolder()
    writeFileSync(fileIn(dataDir), text)
    const store = open(dataDir)
    expect(store.read()).toEqual([])
    expect(store.problems()[0]).toContain(`${fileIn(dataDir)}.bad-1`)
    expect(readFileSync(`${fileIn(dataDir)}.bad-1`, 'utf8')).toBe(text)
    store.write([saved('a')])
    expect(open(dataDir).read()).toEqual([saved('a')])
  })

  it('come back from their last good copy', () => {
    const dataDir = temporaryFolder()
    open(dataDir).write([saved('a')])
    writeFileSync(fileIn(dataDir), '{')
    const store = open(dataDir)
    expect(store.read()).toEqual([saved('a')])
    expect(store.problems()).toHaveLength(1)
  })

  it('stay as they were when a write is lost on the way', () => {
    const dataDir = temporaryFolder()
    const cutting = cuttingStore(openConf)
    const store = createScheduleStore({ dataDir, openStore: cutting.openStore })
    store.write([saved('a')])
    cutting.room = 40
    expect(() => store.write([saved('a'), saved('b')])).toThrow(/schedules\.json.*disk is probably/)
    expect(store.read()).toEqual([saved('a')])
    expect(open(dataDir).read()).toEqual([saved('a')])
  })

  it('of a newer Cooldown are left as they are', () => {
    const dataDir = temporaryFolder()
    const text = JSON.stringify({ version: 2, crc: '0', body: {} })
    writeFileSync(fileIn(dataDir), text)
    const store = open(dataDir)
    expect(store.read()).toEqual([])
    expect(store.problems()).toEqual([
      `${fileIn(dataDir)} was written by a newer Cooldown (format 2); it is left as it is.`,
    ])
    expect(() => store.write([saved('a')])).toThrow(/leaves it as it is/)
    expect(readFileSync(fileIn(dataDir), 'utf8')).toBe(text)
  })

  it('survive a folder in their place', () => {
    const dataDir = temporaryFolder()
    mkdirSync(fileIn(dataDir))
    expect(open(dataDir).read()).toEqual([])
    expect(statSync(`${fileIn(dataDir)}.bad-1`).isDirectory()).toBe(true)
  })

  it('are only looked at when told so', () => {
    const dataDir = temporaryFolder()
    const looking = () => createScheduleStore({ dataDir, openStore: openConf, readOnly: true })
    open(dataDir).write([saved('a')])
    expect(looking().read()).toEqual([saved('a')])
    writeFileSync(fileIn(dataDir), '{')
    const store = looking()
    expect(store.read()).toEqual([saved('a')])
    expect(readFileSync(fileIn(dataDir), 'utf8')).toBe('{')
    expect(() => store.write([])).toThrow('The saved schedules were opened for looking only.')
  })

  it('do not stop the start when their folder is gone, and are not written over', () => {
    const dataDir = temporaryFolder()
    rmSync(dataDir, { recursive: true })
    const store = open(dataDir)
    expect(store.read()).toEqual([])
    expect(store.problems()).toHaveLength(1)
    expect(() => store.write([])).toThrow(/could not read it at the start/)
  })
})
