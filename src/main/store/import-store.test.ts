import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportedCurves } from '../../shared/domain/compare/compared-run'
import { createImportStore } from './import-store'
import { seal } from './sealed'
import { dyingDisk } from './testing/dying-disk'
import { temporaryFolder } from './testing/folder'

const curves = (id: string, points = 2): ImportedCurves => ({
  id,
  name: `Run ${id} “ä”`,
  source: 'logs/run.csv',
  importedAt: '2026-11-24T10:00:00.000Z',
  tags: ['a'],
  rows: Array.from({ length: points }, (_, epoch) => ({
    epoch,
    step: epoch * 10,
    loss: 1 / (epoch + 3),
    valLoss: [NaN, Infinity, -Infinity, 1e-300][epoch % 4] ?? 0,
  })),
})
const infoOf = (id: string, points = 2) => {
  const { name, source, importedAt, tags } = curves(id)
  return { id, name, source, importedAt, tags, points, metrics: ['loss', 'valLoss'] }
}

const open = (dataDir: string) => createImportStore({ dataDir })
const fileOf = (dataDir: string, id: string) => join(dataDir, 'imports', `${id}.jsonl`)

describe('imported curves on disk', () => {
  it('are none without a folder, and come back with every value', async () => {
    const dataDir = temporaryFolder()
    const store = open(dataDir)
    expect(store.list()).toEqual([])
    await store.save(curves('a', 5))
    await store.save(curves('b'))
    const later = open(dataDir)
    expect(later.list()).toEqual([infoOf('a', 5), infoOf('b')])
    expect(await later.rows('a')).toEqual(curves('a', 5).rows)
    expect(later.problems()).toEqual([])
  })

  it('are renamed and removed', async () => {
    const dataDir = temporaryFolder()
    const store = open(dataDir)
    await store.save(curves('a'))
    await store.save(curves('b'))
    await store.rename('a', 'Other')
    await store.remove('b')
    const later = open(dataDir)
    expect(later.list()).toEqual([{ ...infoOf('a'), name: 'Other' }])
    expect(await later.rows('a')).toEqual(curves('a').rows)
    expect(readdirSync(join(dataDir, 'imports'))).toEqual(['a.jsonl'])
  })

  it('with a first line longer than what is read at once', async () => {
    const dataDir = temporaryFolder()
    const source = 'ä'.repeat(10_000)
    await open(dataDir).save({ ...curves('a'), source })
    expect(open(dataDir).list()[0]?.source).toBe(source)
  })

  it.each([
    ['empty', ''],
    ['cut', '{"version":1,"crc":"00'],
    ['of another', JSON.stringify(seal(1, infoOf('b')))],
    ['no list entry', JSON.stringify(seal(1, { id: 'a' }))],
  ])('whose file is %s are set aside, and told', (_, text) => {
    const dataDir = temporaryFolder()
    mkdirSync(join(dataDir, 'imports'))
    writeFileSync(fileOf(dataDir, 'a'), text)
    const store = open(dataDir)
    expect(store.list()).toEqual([])
    expect(store.problems()[0]).toContain(`${fileOf(dataDir, 'a')}.bad-1`)
    expect(readFileSync(`${fileOf(dataDir, 'a')}.bad-1`, 'utf8')).toBe(text)
  })

  it('whose points are damaged are listed, and refuse to be read', async () => {
    const dataDir = temporaryFolder()
    await open(dataDir).save(curves('a'))
    const text = readFileSync(fileOf(dataDir, 'a'), 'utf8')
    writeFileSync(fileOf(dataDir, 'a'), text.replace('"step":10', '"step":11'))
    const store = open(dataDir)
    expect(store.list()).toHaveLength(1)
    await expect(store.rows('a')).rejects.toMatchObject({
      code: 'storage-failed',
      message: /its checksum does not match. Remove it and import it again/,
    })
  })

  it('of a newer Cooldown are left as they are', () => {
    const dataDir = temporaryFolder()
    mkdirSync(join(dataDir, 'imports'))
    writeFileSync(fileOf(dataDir, 'a'), '{"version":2,"crc":"0","body":{}}\n')
    expect(open(dataDir).problems()).toEqual([
      `${fileOf(dataDir, 'a')} was written by a newer Cooldown.`,
    ])
    expect(readdirSync(join(dataDir, 'imports'))).toEqual(['a.jsonl'])
  })

  it('are only looked at when told so', async () => {
    const dataDir = temporaryFolder()
    await open(dataDir).save(curves('a'))
    const store = createImportStore({ dataDir, readOnly: true })
    expect(await store.rows('a')).toEqual(curves('a').rows)
    for (const change of [store.save(curves('b')), store.remove('a'), store.rename('a', 'x')]) {
      await expect(change).rejects.toMatchObject({ code: 'wrong-state' })
    }
  })
})

it('a process that is killed while it saves or renames leaves the old file or the new one', async () => {
  for (let call = 0; call < 24; call++) {
    const dataDir = temporaryFolder()
    const dying = dyingDisk()
    const store = createImportStore({ dataDir, disk: dying.syncDisk })
    await store.save(curves('a'))
    dying.dieAfter(call)
    await store.rename('a', 'Other').catch(() => undefined)
    await store.save(curves('b')).catch(() => undefined)
    const later = open(dataDir)
    expect(later.problems()).toEqual([])
    const names = later.list().map(({ name }) => name)
    expect([`Run a “ä”`, 'Other']).toContain(names[0])
    for (const { id } of later.list()) expect(await later.rows(id)).toEqual(curves(id).rows)
  }
})
