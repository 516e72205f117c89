import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kindsDocument } from './kinds-document'

test('docs/schedules.md is current: npm run docs writes it', () => {
  const path = new URL('../../../../../docs/schedules.md', import.meta.url)
  expect(readFileSync(path, 'utf8')).toBe(kindsDocument())
})
