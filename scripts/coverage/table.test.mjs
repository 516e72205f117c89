import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkoutDir } from '../setup/paths.mjs'
import { areas, exclusions, isTestCode } from './areas.mjs'
import { gapsText, isMet, rowsOf, tableText } from './table.mjs'

const way = (taken, line = 1) => ({ line, column: 4, type: 'if', taken })
const some = [
  { name: 'store', bar: 100, holds: ['src/store/'] },
  { name: 'rest', bar: 90, holds: ['src/'] },
]

test('a file counts in the first area that holds it, and nowhere else', () => {
  const files = new Map([
    ['src/store/a.ts', [way(true), way(false)]],
    ['src/b.ts', [way(true)]],
    ['src/store/c.ts', []],
  ])
  expect(rowsOf(some, files)).toEqual([
    { name: 'store', files: 2, taken: 1, ways: 2, bar: 100 },
    { name: 'rest', files: 1, taken: 1, ways: 1, bar: 90 },
  ])
})

test('a file that no area holds is told, not left out', () => {
  expect(() => rowsOf(some, new Map([['lib/a.ts', []]]))).toThrow('No area holds lib/a.ts.')
})

test('one branch of many is enough to miss a bar of all, and no share is rounded up', () => {
  const row = { name: 'store', files: 1, taken: 99_999, ways: 100_000, bar: 100 }
  expect(isMet(row)).toBe(false)
  expect(tableText([row])).toBe(
    'area   files      branches      %  bar\nstore      1  99999/100000  99.99  100  missed\n',
  )
  expect(isMet({ ...row, taken: 9, ways: 10, bar: 90 })).toBe(true)
  expect(isMet({ ...row, taken: 0, ways: 0 })).toBe(true)
})

test('what no test takes is told by file and line, in the order of the lines', () => {
  const files = new Map([['src/a.ts', [way(false, 9), way(true, 5), way(false, 2)]]])
  expect(gapsText(files)).toBe('src/a.ts:2:5 if\nsrc/a.ts:9:5 if\n')
})

test('every path of the list is there, so that a moved file is not forgotten', () => {
  const whole = [...areas.flatMap(({ holds }) => holds), ...exclusions.map(({ path }) => path)]
  const paths = whole.filter((path) => /[/]$|[.]ts$/.test(path))
  expect(paths.filter((path) => !existsSync(join(checkoutDir, path)))).toEqual([])
})

test('helpers of tests are told from the product', () => {
  expect(isTestCode('src/main/store/testing/folder.ts')).toBe(true)
  expect(isTestCode('src/shared/domain/compare/testing-runs.ts')).toBe(true)
  expect(isTestCode('src/main/store/disk.ts')).toBe(false)
})
