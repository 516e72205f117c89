import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseFilter } from '../filter'
import { fieldNamed } from '../run-fields'
import { filtersDocument } from './filters-document'

const page = filtersDocument()

test('docs/filters.md is current: npm run docs writes it', () => {
  const path = new URL('../../../../../docs/filters.md', import.meta.url)
  expect(readFileSync(path, 'utf8')).toBe(page)
})

/** The code in the first cells of a section's table. */
function firstCells(section: string): readonly string[] {
  const text = page.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? ''
  const cells = text.split('\n').flatMap((line) => /^\| (.+?) (?<!\\)\| /.exec(line)?.[1] ?? [])
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code ?? []))
}

test('every example can be read, every name is a field', () => {
  const examples = firstCells('Filters')
  expect(examples).toHaveLength(13)
  for (const example of examples) {
    expect(parseFilter(example.replaceAll('\\|', '|'))).not.toBeNull()
  }
  for (const name of [...firstCells('Metrics'), ...firstCells('Recipes'), ...firstCells('Run')]) {
    expect(fieldNamed(name)?.name).toBe(name)
  }
})
