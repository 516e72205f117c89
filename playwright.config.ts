import { defineConfig } from '@playwright/test'

const report = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME

/** The same stories in a browser on the lab server and in Electron: see e2e/fixtures. */
export default defineConfig({
  testDir: 'e2e/specs',
  // Stories train real networks on shared cores: generous bounds, no retries, one at a time.
  timeout: 150_000,
  expect: { timeout: 60_000 },
  use: { actionTimeout: 30_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
  outputDir: 'test-results',
  projects: [
    { name: 'browser', testIgnore: ['**/*electron.spec.ts', '**/page-recovery.spec.ts'] },
    { name: 'electron', testIgnore: ['**/accessibility.spec.ts', '**/*-browser.spec.ts'] },
  ],
})
