import { beforeEach, describe, expect, test } from 'vitest'
import { firstCompareView, type SavedView } from '../../shared/domain/compare/compare-view'
import { EventHub } from './event-hub'
import { SavedViews } from './saved-views'

const mine = { name: 'Mine', view: firstCompareView }

/** Kept in memory; the clock goes on by a second with every look at it. */
function openViews() {
  let kept: readonly SavedView[] = []
  let seconds = 0
  const hub = new EventHub()
  const told: string[][] = []
  hub.on('viewsChanged', ({ views }) => told.push(views.map(({ name }) => name)))
  const store = {
    read: () => kept,
    write: (views: readonly SavedView[]) => {
      kept = views
    },
  }
  const views = new SavedViews(store, hub, () => new Date(seconds++ * 1000))
  const fill = (count: number) => {
    const one = views.save(mine)
    kept = Array.from({ length: count }, (_, n) => ({ ...one, id: `v-${n}` }))
  }
  return { store, told, views, fill }
}

let lab: ReturnType<typeof openViews>
beforeEach(() => {
  lab = openViews()
})

describe('saving a view', () => {
  test('keeps a new one under an id of its own, the last first, and tells everybody', () => {
    const first = lab.views.save(mine)
    expect(first).toEqual({ ...mine, id: first.id, savedAt: '1970-01-01T00:00:00.000Z' })
    lab.views.save({ ...mine, name: 'Other' })
    expect(lab.views.list().map(({ name }) => name)).toEqual(['Other', 'Mine'])
    expect(lab.told).toEqual([['Mine'], ['Other', 'Mine']])
  })

  test('replaces the one that has the id, name and all', () => {
    const first = lab.views.save(mine)
    lab.views.save({ ...mine, name: 'Other' })
    const view = { ...firstCompareView, look: { ...firstCompareView.look, logX: true } }
    const changed = lab.views.save({ id: first.id, name: 'Renamed', view })
    expect(changed).toEqual({
      id: first.id,
      name: 'Renamed',
      view,
      savedAt: '1970-01-01T00:00:02.000Z',
    })
    expect(lab.views.list().map(({ name }) => name)).toEqual(['Renamed', 'Other'])
  })

  test('refuses an id that nothing has, and one more than are kept', () => {
    expect(() => lab.views.save({ ...mine, id: 'gone' })).toThrow(
      'There is no saved view "gone"; it may have been deleted.',
    )
    lab.fill(500)
    expect(() => lab.views.save(mine)).toThrow(/There are 500 saved views, as many as are kept/)
    expect(lab.views.save({ ...mine, id: 'v-7', name: 'New' }).name).toBe('New')
  })
})

test('removing deletes one and tells everybody', () => {
  const { id } = lab.views.save(mine)
  lab.views.remove(id)
  expect(lab.views.list()).toEqual([])
  expect(lab.told.at(-1)).toEqual([])
  expect(() => lab.views.remove(id)).toThrow(/no saved view/)
})
