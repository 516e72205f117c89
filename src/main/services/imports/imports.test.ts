import { beforeEach, describe, expect, test } from 'vitest'
import type { ImportedCurves } from '../../../shared/domain/compare/compared-run'
import { EventHub } from '../event-hub'
import type { ImportStore } from '../ports'
import { importInfo, Imports } from '.'
import { kerasRows, fixture, textFile } from './testing/fixtures'

/** Kept in memory; the clock goes on by a second with every look at it. */
function openImports() {
  const kept = new Map<string, ImportedCurves>()
  const state = { room: Infinity }
  const of = (id: string) => {
    const found = kept.get(id)
    if (!found) throw new Error(`no ${id}`)
    return found
  }
  const store: ImportStore = {
    list: () => [...kept.values()].map(importInfo),
    rows: async (id) => of(id).rows,
    save: async (curves) => {
      if (kept.size >= state.room) throw new Error('full')
      kept.set(curves.id, curves)
    },
    rename: async (id, name) => {
      kept.set(id, { ...of(id), name })
    },
    remove: async (id) => {
      kept.delete(id)
    },
  }
  const hub = new EventHub()
  const told: string[][] = []
  hub.on('importsChanged', ({ imports }) => told.push(imports.map(({ name }) => name)))
  let seconds = 0
  return { kept, state, told, imports: new Imports(store, hub, () => new Date(seconds++ * 1000)) }
}

let lab: ReturnType<typeof openImports>
beforeEach(() => {
  lab = openImports()
})

const two = textFile('two.csv', 'epoch,run,loss\n0,b,1\n0,a,2\n')

describe('adding files', () => {
  test('keeps each run in them, with the tags wished for, and tells everybody once', async () => {
    const { imports, notices } = await lab.imports.add([two, fixture('keras/log.csv')], ['theirs'])
    expect(imports).toEqual(
      ['b', 'a', 'keras/log'].map((name) => ({
        id: expect.stringMatching(/^19700101-000000-[0-9a-f]{6}$/) as string,
        name,
        source: name === 'keras/log' ? 'keras/log.csv' : 'two.csv',
        importedAt: '1970-01-01T00:00:00.000Z',
        tags: ['theirs'],
        points: name === 'keras/log' ? 4 : 1,
        metrics:
          name === 'keras/log'
            ? ['loss', 'accuracy', 'valLoss', 'valAccuracy', 'learningRate']
            : ['loss'],
      })),
    )
    expect(notices).toEqual([])
    expect(lab.told).toEqual([['a', 'b', 'keras/log']])
    const [series] = await lab.imports.rows([imports[2]!.id])
    expect(series).toEqual({ importId: imports[2]!.id, rows: kerasRows('keras') })
  })

  test('keeps none where one file cannot be read', async () => {
    const bad = textFile('bad.csv', 'epoch,loss\n0,high\n')
    await expect(lab.imports.add([two, bad], [])).rejects.toMatchObject({ code: 'bad-input' })
    expect(lab.kept.size).toBe(0)
    expect(lab.told).toEqual([])
  })

  test('takes back what it kept where the disk is full', async () => {
    lab.state.room = 1
    await expect(lab.imports.add([two], [])).rejects.toThrow('full')
    expect(lab.kept.size).toBe(0)
  })

  test('refuses more runs than are imported at once', async () => {
    const rows = Array.from({ length: 1_001 }, (_, n) => `0,r${n},1\n`).join('')
    await expect(
      lab.imports.add([textFile('x.csv', `epoch,run,loss\n${rows}`)], []),
    ).rejects.toThrow('x.csv: a file may have 1,000 runs; this one has 1,001.')
  })
})

test('the latest come first; they are renamed and removed by their ids', async () => {
  const [first] = (await lab.imports.add([two], [])).imports
  await lab.imports.add([fixture('keras/log.csv')], [])
  expect(lab.imports.list().map(({ name }) => name)).toEqual(['keras/log', 'a', 'b'])
  expect(await lab.imports.rename(first!.id, 'Renamed')).toMatchObject({ name: 'Renamed' })
  await lab.imports.remove([first!.id])
  expect(lab.told.at(-1)).toEqual(['keras/log', 'a'])
  for (const refused of [
    lab.imports.rows(['gone']),
    lab.imports.rename('gone', 'x'),
    lab.imports.remove(['gone']),
  ]) {
    await expect(refused).rejects.toThrow('There are no imported curves "gone"')
  }
})
