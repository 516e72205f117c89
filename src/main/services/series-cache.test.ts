import { beforeEach, expect, test } from 'vitest'
import { toColumns } from '../../shared/domain/epoch-columns'
import type { RunId, StudyId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import type { CachedSeries } from './ports'
import { SeriesCache } from './series-cache'
import { rowOf } from './testing/fakes'

const run = (id: string, epochsDone: number, status = 'completed') =>
  ({ id, studyId: 'study', status, epochsDone }) as RunRecord

let reads: string[]
let packs: Map<StudyId, ReadonlyMap<RunId, CachedSeries>>
let epochsOnDisk: number

const open = () =>
  new SeriesCache({
    readEpochs: async (id) => {
      reads.push(id)
      return Array.from({ length: epochsOnDisk }, (_, epoch) => rowOf(epoch))
    },
    readRateSums: async (id, epochs) => {
      reads.push(`sums ${id}`)
      return Float64Array.from({ length: epochs }, (_, epoch) => epoch / 10)
    },
    packs: {
      read: async (id) => packs.get(id) ?? new Map(),
      write: async (id, runs) => {
        packs.set(id, runs)
      },
    },
  })

beforeEach(() => {
  reads = []
  packs = new Map()
  epochsOnDisk = 3
})

const expected = toColumns([rowOf(0), rowOf(1), rowOf(2)])

test('reads a run once, and again when it has another epoch', async () => {
  const cache = open()
  expect(await cache.columns(run('a', 3, 'running'))).toEqual(expected)
  await cache.columns(run('a', 3, 'running'))
  expect(reads).toEqual(['a'])
  epochsOnDisk = 4
  expect((await cache.columns(run('a', 4, 'running'))).epochs).toBe(4)
  expect(reads).toEqual(['a', 'a'])
})

test('ended runs come from their pack when the lab is opened next, rate sums too', async () => {
  const cache = open()
  await cache.columns(run('a', 3))
  await cache.rateSums(run('b', 3))
  await cache.columns(run('c', 3, 'paused'))
  await cache.flush()
  expect([...(packs.values().next().value?.keys() ?? [])]).toEqual(['a', 'b'])
  reads = []
  const later = open()
  expect(await later.columns(run('a', 3))).toMatchObject(expected)
  expect(await later.rateSums(run('b', 3))).toEqual(Float64Array.of(0, 0.1, 0.2))
  expect(reads).toEqual([])
})

test('a pack grows by what was read since, and keeps the rest', async () => {
  const first = open()
  await first.columns(run('a', 3))
  await first.flush()
  const second = open()
  await second.columns(run('b', 3))
  await second.flush()
  expect([...(packs.values().next().value?.keys() ?? [])]).toEqual(['a', 'b'])
})

test('a run that went on since its pack was written is read anew', async () => {
  const first = open()
  await first.columns(run('a', 3))
  await first.flush()
  reads = []
  epochsOnDisk = 5
  expect((await open().columns(run('a', 5))).epochs).toBe(5)
  expect(reads).toEqual(['a'])
})

test('epochs that are damaged on the disk are not packed', async () => {
  const cache = open()
  expect((await cache.columns(run('a', 7))).epochs).toBe(3)
  expect((await cache.rateSums(run('a', 7))).length).toBe(7)
  await cache.flush()
  expect(packs.size).toBe(0)
})

test('tells of ended runs whose files hold less than their records', async () => {
  const cache = open()
  await cache.columns(run('a', 3))
  await cache.columns(run('b', 5, 'running'))
  expect(cache.problems()).toEqual([])
  await cache.columns(run('c', 5))
  expect(cache.problems()).toEqual([
    'Of the 5 epochs of the run c, 3 can be read from its series.epochs: the file is damaged.',
  ])
})
