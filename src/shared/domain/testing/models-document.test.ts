import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { modelsDocument } from './models-document'

test('docs/models.md is current: npm run docs writes it', () => {
  const path = new URL('../../../../docs/models.md', import.meta.url)
  expect(readFileSync(path, 'utf8')).toBe(modelsDocument())
})
