import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { countSuite } from './count.mjs'

const folder = mkdtempSync(join(tmpdir(), 'cooldown-count-'))
let names = 0
const reportOf = (value) => {
  const file = join(folder, `${names++}.json`)
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
  return file
}
const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }

describe('nothing red looks green', () => {
  test.each([
    ['a clean run', 0, vitest, { passed: 5, failed: 0, skipped: 0 }],
    ['failed tests', 1, { ...vitest, numFailedTests: 2 }, { passed: 5, failed: 2, skipped: 0 }],
    ['skipped tests', 0, { ...vitest, numPendingTests: 3 }, { passed: 5, failed: 0, skipped: 3 }],
    ['a crash after green tests', 1, vitest, { passed: 5, failed: 1, skipped: 0 }],
    ['no test at all', 0, { ...vitest, numPassedTests: 0 }, { passed: 0, failed: 1, skipped: 0 }],
    ['a cut report', 0, '{"numPas', { passed: 0, failed: 1, skipped: 0 }],
  ])('%s', (_, status, report, expected) => {
    expect(countSuite('vitest', status, reportOf(report))).toEqual(expected)
  })
  test('no report', () => {
    expect(countSuite('playwright', 0, join(folder, 'none'))).toMatchObject({ failed: 1 })
  })
  test('a flaky test is a failed one', () => {
    const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 0 }
    expect(countSuite('playwright', 0, reportOf({ stats }))).toMatchObject({ passed: 3, failed: 1 })
  })
  test('a killed checker', () => {
    expect(countSuite('status', null, '')).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})
