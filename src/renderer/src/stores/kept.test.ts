import { createPinia, setActivePinia } from 'pinia'
import { createApp } from 'vue'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { firstCompareView } from '../../../shared/domain/compare/compare-view'
import type { ImportedCurves } from '../../../shared/domain/compare/compared-run'
import { FakeLab, fakeHistory } from '../../test/fake-lab'
import { connectionKey } from '../bridge'
import { connectWindow } from '../bridge/window-bridge'
import { useImportsStore } from './imports'
import { useRateSumsStore } from './rate-sums'
import { useSavedViewsStore } from './saved-views'
import { useStudiesStore } from './studies'

const imported = (id: string): ImportedCurves => ({
  id,
  name: id,
  source: `${id}.csv`,
  importedAt: '2026-11-24T10:00:00.000Z',
  tags: [],
  rows: [{ epoch: 0, valLoss: 0.5 }],
})

let lab: FakeLab
let app: ReturnType<typeof createApp>
beforeEach(async () => {
  const history = fakeHistory({
    id: 'study-1',
    seeds: [1],
    state: () => ({ status: 'completed', epochsDone: 3 }),
  })
  lab = new FakeLab({ histories: [history], imports: [imported('i-1'), imported('i-2')] })
  app = createApp({})
  const pinia = createPinia()
  app.use(pinia).provide(connectionKey, connectWindow(lab.bridge))
  setActivePinia(pinia)
})
afterEach(() => app.unmount())

const calls = (name: string) => lab.calls.filter(({ call }) => call === name)
const started = async <Store>(use: () => Store): Promise<Store> => {
  const store = app.runWithContext(use)
  await flushPromises()
  return store
}

describe('runs in the store of studies', () => {
  test('are marked, removed and brought back', async () => {
    const studies = await started(useStudiesStore)
    const ids = [...studies.runById.keys()]
    const [first] = ids
    expect(await studies.mark([first!], { addTags: ['a'], name: 'Mine' })).toBe(true)
    expect(studies.runById.get(first!)?.marks).toEqual({ tags: ['a'], note: '', name: 'Mine' })
    expect(await studies.removeRuns([first!])).toBe(true)
    expect(studies.runById.has(first!)).toBe(false)
    expect(await studies.restoreRuns([first!])).toBe(true)
    expect([...studies.runById.keys()].sort()).toEqual([...ids].sort())
  })

  test('of a removed study come back with it', async () => {
    const studies = await started(useStudiesStore)
    const { study } = studies.newestFirst[0]!
    await studies.remove(study.id)
    expect(studies.newestFirst).toEqual([])
    await studies.restore(study.id)
    expect(studies.newestFirst.map((history) => history.study.id)).toEqual([study.id])
  })
})

test('views are saved, replaced and removed', async () => {
  const store = await started(useSavedViewsStore)
  const kept = await store.save({ name: 'Mine', view: firstCompareView })
  expect(store.viewById(kept!.id)).toMatchObject({ name: 'Mine', view: firstCompareView })
  await store.save({ id: kept!.id, name: 'Renamed', view: firstCompareView })
  expect(store.views.map(({ name }) => name)).toEqual(['Renamed'])
  await store.remove(kept!.id)
  expect(store.views).toEqual([])
})

describe('imports', () => {
  test('bring their points when they are wanted, once', async () => {
    const store = await started(useImportsStore)
    expect(store.imports.map(({ id, points }) => [id, points])).toEqual([
      ['i-1', 1],
      ['i-2', 1],
    ])
    await store.want(['i-1', 'gone'])
    await store.want(['i-1'])
    expect(calls('imports.rows').map(({ input }) => input)).toEqual([{ importIds: ['i-1'] }])
    expect(store.rows.get('i-1')).toEqual(imported('i-1').rows)
  })

  test('are added, renamed and removed with their points', async () => {
    const store = await started(useImportsStore)
    const outcome = await store.add([{ path: 'a/run.csv', bytes: Uint8Array.of(1) }], ['t'])
    expect(outcome?.imports.map(({ name, tags }) => [name, tags])).toEqual([['run', ['t']]])
    await store.want(['i-1'])
    await store.rename('i-1', 'Other')
    expect(store.imports.find(({ id }) => id === 'i-1')?.name).toBe('Other')
    await store.remove(['i-1'])
    expect(store.rows.size).toBe(0)
    expect(store.imports.map(({ id }) => id)).toEqual([outcome!.imports[0]!.id, 'i-2'])
  })
})

test('rate sums come when they are wanted, and anew when their run advanced', async () => {
  const studies = await started(useStudiesStore)
  const store = await started(useRateSumsStore)
  const [runId] = [...studies.runById.keys()]
  await store.want([runId!])
  await store.want([runId!])
  expect(calls('runs.rateSums')).toHaveLength(1)
  const first = store.sums.get(runId!)!
  expect(first).toHaveLength(3)
  expect(first[2]).toBeGreaterThan(first[1]!)
  lab.become(runId!, 'running')
  lab.advance()
  await flushPromises()
  expect(calls('runs.rateSums')).toHaveLength(2)
  expect(store.sums.get(runId!)).toHaveLength(4)
})
