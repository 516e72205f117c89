import { readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @type {Record<'vitest' | 'playwright', (report: any) => Count>} */
const readers = {
  vitest: ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }),
  playwright: ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }),
}

/**
 * What a suite counted. A runner that failed without a failed test (a crash, no test found, no
 * readable report) counts as one failure: nothing red may look green.
 * @param {'status' | 'vitest' | 'playwright'} kind
 * @param {number | null} status the runner's exit code
 * @param {string} reportFile
 * @returns {Count}
 */
export function countSuite(kind, status, reportFile) {
  const failedOnce = { passed: 0, failed: 1, skipped: 0 }
  if (kind === 'status') return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : failedOnce
  try {
    const count = readers[kind](JSON.parse(readFileSync(reportFile, 'utf8')))
    const isEmpty = count.passed + count.failed === 0
    const isUnexplained = status !== 0 && count.failed === 0
    return isEmpty || isUnexplained ? { ...count, failed: count.failed + 1 } : count
  } catch {
    // No report: the runner died before it could write one.
    return failedOnce
  }
}
