import { expect, test } from 'vitest'
import { firstCompareView as view } from '../../../../../shared/domain/compare/compare-view'
import { asRunId } from '../../../../../shared/domain/ids'
import { sameView } from './same-view'

const [a, b] = [asRunId('a'), asRunId('b')]
const hiding = (...hidden: (typeof a)[]) => ({ ...view, choice: { ...view.choice, hidden } })

test('a view is itself, also after a journey through JSON or with its parts in another order', () => {
  const { table, look, choice } = view
  const read = JSON.parse(JSON.stringify({ table, look, choice })) as typeof view
  expect(sameView(view, read)).toBe(true)
  const { x, ...others } = view.look
  expect(sameView(view, { ...view, look: { ...others, x } })).toBe(true)
})

test('what is hidden counts, its order does not', () => {
  expect(sameView(hiding(a, b), hiding(b, a))).toBe(true)
  expect(sameView(hiding(a), hiding(a, b))).toBe(false)
})

test('a zoom, another order of columns and a sort are changes', () => {
  const zoomed = { ...view, look: { ...view.look, zoom: { from: 2, to: 9 } } }
  expect(sameView(view, zoomed)).toBe(false)
  const turned = { ...view, table: { ...view.table, columns: [...view.table.columns].reverse() } }
  expect(sameView(view, turned)).toBe(false)
  const sorted = { ...view, table: { ...view.table, sort: { field: 'seed', descending: true } } }
  expect(sameView(view, sorted)).toBe(false)
})
