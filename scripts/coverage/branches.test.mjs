import { expect, test } from 'vitest'
import { waysByFile } from './branches.mjs'

const place = (line, column) => ({ line, column })
const branch = (type, line, ...starts) => ({
  type,
  loc: { start: place(line, 2), end: place(line, 40) },
  locations: starts.map((start) => ({ start })),
})

test('a way is taken when any of the runs took it', () => {
  const branchMap = { 0: branch('cond-expr', 3, place(3, 10), place(3, 20)) }
  const runs = [
    { 'a.ts': { branchMap, b: { 0: [4, 0] } } },
    { 'a.ts': { branchMap, b: { 0: [0, 0] } } },
  ]
  expect(waysByFile(runs).get('a.ts')).toEqual([
    { line: 3, column: 10, type: 'cond-expr', taken: true },
    { line: 3, column: 20, type: 'cond-expr', taken: false },
  ])
})

test('branches are told apart by where they stand, however a run numbers them', () => {
  const first = branch('if', 1, place(1, 2), {})
  const second = branch('if', 5, place(5, 2), {})
  const runs = [
    { 'a.ts': { branchMap: { 0: first, 1: second }, b: { 0: [1, 1], 1: [0, 0] } } },
    { 'a.ts': { branchMap: { 0: second }, b: { 0: [0, 7] } } },
  ]
  const ways = waysByFile(runs).get('a.ts')
  expect(ways.map(({ taken }) => taken)).toEqual([true, true, false, true])
})

test('an else that is not written stands where its if does', () => {
  const runs = [
    { 'a.ts': { branchMap: { 0: branch('if', 8, place(8, 2), {}) }, b: { 0: [1, 0] } } },
  ]
  expect(waysByFile(runs).get('a.ts').at(-1)).toEqual({
    line: 8,
    column: 2,
    type: 'if',
    taken: false,
  })
})

test('a file that only one run saw counts with what that saw', () => {
  const count = { branchMap: { 0: branch('if', 1, place(1, 2)) }, b: { 0: [0] } }
  expect([...waysByFile([{ 'a.ts': count }, { 'b.ts': count }]).keys()]).toEqual(['a.ts', 'b.ts'])
})
