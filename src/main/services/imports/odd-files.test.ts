import { describe, expect, it } from 'vitest'
import { importLimits } from '../../../shared/domain/compare/imports'
import { EventHub } from '../event-hub'
import type { ImportStore } from '../ports'
import { Imports } from '.'
import { readFiles } from './read-files'
import { runNames } from './run-names'
import { textFile } from './testing/fixtures'

const read = (text: string, path = 'run.csv') => readFiles([textFile(path, text)])
const readJson = (value: unknown) => read(JSON.stringify(value), 'x.json')

describe('tables', () => {
  it('may end right after a quote, and have lines without anything', () => {
    const { runs } = read('epoch,"loss"\n\n0,"3"\n\n1,"2"')
    expect(runs[0]?.rows).toEqual([
      { epoch: 0, loss: 3 },
      { epoch: 1, loss: 2 },
    ])
  })

  it('may tell a metric on each line, by step alone', () => {
    const { runs } = read('step,metric,value\n10,loss,3\n10,val_loss,4\n20,loss,2\n')
    expect(runs[0]?.rows).toEqual([
      { epoch: 0, step: 10, loss: 3, valLoss: 4 },
      { epoch: 1, step: 20, loss: 2 },
    ])
  })

  it('may name their runs as experiments, and leave some without a name', () => {
    const { runs } = read('experiment,epoch,loss\nwarm,0,3\n,0,2\n')
    expect(runs.map(({ name }) => name)).toEqual(['warm', 'run'])
  })

  it('name eight of the columns that they left out, and count the rest', () => {
    const names = Array.from({ length: 10 }, (_, at) => `strange${at}`)
    const { notices } = read(`epoch,loss,${names.join()}\n0,1,${names.map(() => 7).join()}\n`)
    expect(notices.join()).toContain('"strange7" and 2 more, which are no metrics')
  })

  it('take words that every object knows for what they are: no name, no part, no number', () => {
    const { runs } = read('epoch,loss,constructor,constructor loss\n0,1,a,2\n1,2,b,3\n')
    expect(runs.map(({ name, rows }) => [name, rows.length])).toContainEqual(['run', 2])
    expect(() => read('epoch,loss\n0,constructor\n')).toThrow(
      'run.csv, line 2: "loss" must be a number; it is "constructor".',
    )
  })

  it('of TensorBoard count steps where the tag is not of an epoch, and may have no run', () => {
    const text = 'Wall time,Step,Value\n1,10,0.75\n2,20,0.5\n'
    expect(read(text, 'tag-loss.csv').runs).toEqual([
      {
        name: 'tag-loss',
        source: 'tag-loss.csv',
        tags: [],
        rows: [
          { epoch: 0, step: 10, loss: 0.75 },
          { epoch: 1, step: 20, loss: 0.5 },
        ],
      },
    ])
  })

  it.each(['.csv', './.csv', './'])(
    'are called as their file where its path says nothing: %s',
    (path) => {
      expect(read('epoch,loss\n0,1\n', path).runs[0]?.name).toBe(path)
    },
  )

  it('are called by the file where there is no folder, however general its name', () => {
    expect(read('epoch,loss\n0,1\n', 'log.csv').runs[0]?.name).toBe('log')
  })
})

it('a run with more points than are kept is refused by its file', () => {
  const lines = Array.from({ length: importLimits.points + 1 }, (_, at) => `${at},1`)
  expect(() => read(`epoch,loss\n${lines.join('\n')}\n`)).toThrow(
    'run.csv: a run may have 200,000 points; the one has 200,001.',
  )
})

describe('names of runs', () => {
  it('are numbered where nothing else tells them apart', () => {
    expect(runNames([{ name: 'a' }, { name: 'a' }], 'file')).toEqual(['a (1)', 'a (2)'])
    expect(runNames([{}, {}], 'file')).toEqual(['file (1)', 'file (2)'])
  })

  it('get what the run is called only where seeds, attempts and studies are the same', () => {
    const [one, other] = [
      { name: 'a', seed: '1', run: 'r1' },
      { name: 'a', seed: '1', run: 'r2' },
    ]
    expect(runNames([one, other], 'file')).toEqual(['a, seed 1 · r1', 'a, seed 1 · r2'])
  })
})

describe('JSON', () => {
  it('that is nested deeper than can be told about is refused all the same', () => {
    expect(() => read('['.repeat(300_000), 'x.json')).toThrow('x.json: it must be JSON.')
  })

  it('in records may leave values out, and tell what is no number', () => {
    const records = [
      { epoch: 0, loss: 3, accuracy: null },
      { epoch: 1, loss: 2, accuracy: 0.5 },
      { epoch: 2, loss: 1 },
    ]
    expect(readJson(records).runs[0]?.rows).toEqual([
      { epoch: 0, loss: 3 },
      { epoch: 1, loss: 2, accuracy: 0.5 },
      { epoch: 2, loss: 1 },
    ])
    expect(() => readJson([{ epoch: 0, loss: true }])).toThrow('it is "true"')
  })

  it('in records without a place follows in its order', () => {
    expect(readJson([{ loss: 3 }, { loss: 2 }]).runs[0]?.rows).toEqual([
      { epoch: 0, loss: 3 },
      { epoch: 1, loss: 2 },
    ])
  })

  it('in columns that are not numbered is no table of pandas', () => {
    expect(() => readJson({ loss: { first: 1, second: 2 } })).toThrow(
      'x.json: it must be what Keras has in history.history',
    )
  })

  it('of Cooldown may have runs whose trial is not told, and lines shorter than their place', () => {
    const runs = [{ name: 'mine', epochs: [{ epoch: 0, loss: 3 }] }]
    expect(readJson({ kind: 'cooldown-runs', version: 1, runs }).runs).toEqual([
      { name: 'mine', source: 'x.json', tags: [], rows: [{ epoch: 0, loss: 3 }] },
    ])
    const lines = [{ name: 'mine', xs: [1, 2], ys: [3] }]
    const comparison = {
      kind: 'cooldown-comparison',
      version: 1,
      look: { x: 'epoch' },
      panels: [{ metric: 'valLoss', lines }],
    }
    expect(readJson(comparison).runs[0]?.rows).toEqual([{ epoch: 0, valLoss: 3 }])
  })

  it('of Cooldown that lacks a field is refused by the field', () => {
    expect(() => readJson({ kind: 'cooldown-runs', version: 1, runs: [{ epochs: [] }] })).toThrow(
      'x.json, runs.0.name: ',
    )
  })
})

describe('imports beyond what is kept', () => {
  const opened = (kept: number) => {
    const store = {
      list: () => Array.from({ length: kept }, () => ({})),
      save: async () => undefined,
    } as unknown as ImportStore
    return new Imports(store, new EventHub(), () => new Date(0))
  }
  const side = (count: number) => {
    const names = Array.from({ length: count }, (_, at) => `r${at} loss`)
    return `epoch,${names.join()}\n0,${names.map(() => 1).join()}\n`
  }

  it('are refused whole, by how many runs their files have together', async () => {
    const files = [textFile('a.csv', side(600)), textFile('b.csv', side(401))]
    await expect(opened(0).add(files, [])).rejects.toThrow(
      'The files have 1,001 runs; at most 1,000 are imported at once.',
    )
  })

  it('are refused until some are removed', async () => {
    const adding = opened(importLimits.kept).add([textFile('a.csv', side(1))], [])
    await expect(adding).rejects.toMatchObject({
      code: 'wrong-state',
      message: 'There would be 5,001 imported runs; at most 5,000 are kept, so remove some first.',
    })
  })
})

it('a run whose name is blank is called imported', async () => {
  const saved: string[] = []
  const store = {
    list: () => [],
    save: async ({ name }: { readonly name: string }) => void saved.push(name),
  } as unknown as ImportStore
  const runs = [{ name: '  ', epochs: [{ epoch: 0, loss: 3 }] }]
  const file = textFile('x.json', JSON.stringify({ kind: 'cooldown-runs', version: 1, runs }))
  await new Imports(store, new EventHub(), () => new Date(0)).add([file], [])
  expect(saved).toEqual(['Imported'])
})
