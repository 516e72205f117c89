import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createImportStore } from './import-store'
import { seal } from './sealed'
import { temporaryFolder } from './testing/folder'

const info = {
  id: 'a',
  name: 'Mine',
  source: 'run.csv',
  importedAt: '2026-11-24T10:00:00.000Z',
  tags: [],
  points: 1,
  metrics: ['loss'],
}

/** A folder with one import, whose line of points is this. */
function folderWith(rowsLine: string) {
  const dataDir = temporaryFolder()
  const path = join(dataDir, 'imports', 'a.jsonl')
  mkdirSync(join(dataDir, 'imports'))
  writeFileSync(path, `${JSON.stringify(seal(1, info))}\n${rowsLine}\n`)
  return { dataDir, path }
}

it.each([
  ['a word that is no number', [{ epoch: 0, loss: 'many' }]],
  ['a name that every object knows', [{ epoch: 0, loss: 'constructor' }]],
  ['no rows at all', [7, null]],
])('points that hold %s are refused, under the name of what they belong to', async (_, rows) => {
  const { dataDir } = folderWith(JSON.stringify(seal(1, rows)))
  await expect(createImportStore({ dataDir }).rows('a')).rejects.toMatchObject({
    code: 'storage-failed',
    message: /The points of "Mine" cannot be used: .* Remove it and import it again/s,
  })
})

it('points that a newer Cooldown wrote are refused as such', async () => {
  const { dataDir } = folderWith(JSON.stringify({ version: 2, crc: '0', body: [] }))
  await expect(createImportStore({ dataDir }).rows('a')).rejects.toThrow(
    'cannot be used: a newer Cooldown wrote them',
  )
})

it('a damaged file stays where it is for one who only looks', () => {
  const { dataDir, path } = folderWith('')
  writeFileSync(path, '{')
  const store = createImportStore({ dataDir, readOnly: true })
  expect(store.problems()).toEqual([`${path} cannot be used: it is cut short or garbled.`])
  expect(readdirSync(join(dataDir, 'imports'))).toEqual(['a.jsonl'])
})

it('a file that came after the store was opened is told by its id when it cannot be read', async () => {
  const dataDir = temporaryFolder()
  const store = createImportStore({ dataDir })
  mkdirSync(join(dataDir, 'imports'))
  writeFileSync(join(dataDir, 'imports', 'late.jsonl'), 'no JSON\nneither')
  await expect(store.rows('late')).rejects.toThrow('The points of "late" cannot be used')
})

it('what is not there cannot be renamed, and no file comes of trying', async () => {
  const { dataDir, path } = folderWith(JSON.stringify(seal(1, [{ epoch: 0, loss: 1 }])))
  const store = createImportStore({ dataDir })
  const before = readFileSync(path, 'utf8')
  await expect(store.rename('b', 'Other')).rejects.toMatchObject({
    code: 'not-found',
    message: 'There are no imported curves "b".',
  })
  expect(readdirSync(join(dataDir, 'imports'))).toEqual(['a.jsonl'])
  expect(readFileSync(path, 'utf8')).toBe(before)
})
