import { defineConfig } from '@playwright/test'

/** The same stories in a browser on the lab server and in Electron: see e2e/fixtures. */
export default defineConfig({
  testDir: 'e2e/specs',
  // Stories train real networks on shared cores: generous bounds, no retries, one at a time.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME }]],
  outputDir: 'test-results',
  projects: [{ name: 'browser' }, { name: 'electron' }],
})
