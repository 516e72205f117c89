import { describe, expect, it } from 'vitest'
import { readFiles } from './read-files'
import { fixture, kerasRows, textFile } from './testing/fixtures'

const read = (value: unknown) =>
  readFiles([textFile('x.json', typeof value === 'string' ? value : JSON.stringify(value))])

describe('JSON of other programs', () => {
  it.each(['keras', 'diverged', 'no-validation'] as const)("Keras's history: %s", (run) => {
    const { runs } = readFiles([fixture(`${run}/history.json`)])
    expect(runs).toEqual([
      { name: `${run}/history`, source: `${run}/history.json`, tags: [], rows: kerasRows(run) },
    ])
  })

  it.each(['records', 'columns'])('pandas: %s', (name) => {
    const [run] = readFiles([fixture(`pandas/${name}.json`)]).runs
    // pandas writes 15 decimals, no more.
    const rows = kerasRows('keras').map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, expect.closeTo(value, 14)]),
      ),
    )
    expect(run?.rows).toEqual(rows)
  })

  it('a history inside of another object, and several by name', () => {
    const history = { loss: [2, 1], val_loss: [3, null], lr: ['Infinity', 0.1] }
    const rows = [
      { epoch: 0, loss: 2, valLoss: 3, learningRate: Infinity },
      { epoch: 1, loss: 1, learningRate: 0.1 },
    ]
    expect(read({ params: {}, history }).runs[0]?.rows).toEqual(rows)
    expect(
      read({ sgd: history, adam: { loss: [5] } }).runs.map((run) => [run.name, run.rows]),
    ).toEqual([
      ['sgd', rows],
      ['adam', [{ epoch: 0, loss: 5 }]],
    ])
  })

  it('a list that is shorter than the others is left out, and told', () => {
    const { runs, notices } = read({ loss: [1, 2, 3], val_loss: [1], f1: [1, 2, 3] })
    expect(runs[0]?.rows).toEqual([
      { epoch: 0, loss: 1 },
      { epoch: 1, loss: 2 },
      { epoch: 2, loss: 3 },
    ])
    expect(notices).toEqual([
      'x.json: left out "f1", which are no metrics of Cooldown.',
      'x.json: left out "val_loss", which has 1 values for 3 epochs: of which ones is not told.',
    ])
  })
})

describe("Cooldown's own JSON", () => {
  it('everything of runs and imports', () => {
    const value = {
      kind: 'cooldown-runs',
      version: 1,
      runs: [
        {
          name: 'Warm',
          trial: { id: 'warm', tags: ['a'] },
          epochs: [{ epoch: 0, loss: 0.5, valLoss: 'NaN' }],
        },
        { name: 'Waiting', trial: { tags: [] }, epochs: [] },
      ],
      imports: [{ name: 'Elsewhere', tags: ['b'], epochs: [{ epoch: 3, step: 40, loss: 1 }] }],
    }
    const { runs, notices } = read(value)
    expect(runs).toEqual([
      {
        name: 'Warm',
        source: 'x.json',
        tags: ['a'],
        rows: [{ epoch: 0, loss: 0.5, valLoss: NaN }],
      },
      { name: 'Elsewhere', source: 'x.json', tags: ['b'], rows: [{ epoch: 3, step: 40, loss: 1 }] },
    ])
    expect(notices).toEqual(['x.json: left out Waiting, without any epoch.'])
  })

  it('what a comparison drew, where it was drawn over epochs or steps', () => {
    const line = { name: 'Warm', xs: [1, 2], ys: [0.5, 'NaN'] }
    const panels = [
      { metric: 'valLoss', lines: [line] },
      { metric: 'loss', lines: [{ ...line, ys: [3, 4] }] },
    ]
    const drawn = { kind: 'cooldown-comparison', version: 1, look: { x: 'epoch' }, panels }
    expect(read(drawn).runs[0]?.rows).toEqual([
      { epoch: 0, valLoss: 0.5, loss: 3 },
      { epoch: 1, valLoss: NaN, loss: 4 },
    ])
    expect(() => read({ ...drawn, look: { x: 'progress' } })).toThrow(
      'x.json, look.x: it must be epoch or step; it is progress.',
    )
  })

  it('of a newer Cooldown', () => {
    expect(() => read({ kind: 'cooldown-runs', version: 2, runs: [] })).toThrow('at most 1')
  })
})

describe('JSON that cannot be used is told with file, place, value and rule', () => {
  it.each<[string, unknown, string]>([
    ['cut short', '{"loss": [1, 2', 'x.json, line 1, column 15: expected'],
    ['a number', '[5]', 'x.json, entry 1: every entry must be an object; this one is "5".'],
    ['an empty list', '[]', 'x.json: there must be entries; the list is empty.'],
    [
      'text for a number',
      { loss: [1, 'high'] },
      'x.json, loss[1]: every value must be a number; it is "high".',
    ],
    [
      'an object for a number',
      { loss: [{}] },
      'x.json, loss[0]: every value must be a number; it is "{}".',
    ],
    ['no metric', { f1: [1] }, 'such as loss or val_loss; "x" has "f1".'],
    ['something else', { a: 1 }, 'x.json: it must be what Keras has in history.history'],
    ['an epoch twice', { epoch: [0, 0], loss: [1, 2] }, 'x.json, entry 2: epoch 0 of "x" is there'],
    [
      'a damaged export',
      { kind: 'cooldown-runs', runs: [{ name: 'a', epochs: [{ epoch: 0, loss: 'high' }] }] },
      'x.json, runs.0.epochs',
    ],
  ])('%s', (_, value, message) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({
        code: 'bad-input',
        message: expect.stringContaining(message) as string,
      }),
    )
  })
})

/** Far above what any of these takes; with a time that grows with the square it would be minutes. */
const soonMs = 10_000

describe('JSON that is large or deep in one of its ways is refused, and soon', () => {
  it('a text of escaped quotes that never ends', { timeout: soonMs }, () => {
    expect(() => read(`{"${'\\"'.repeat(300_000)}`)).toThrow('x.json, line 1, column 2: expected')
  })

  it('a value that is nested too deeply to be shown', () => {
    const depth = 50_000
    const deep = '['.repeat(depth) + ']'.repeat(depth)
    expect(() => read(`[${deep}]`)).toThrow('entry 1: every entry must be an object')
    expect(() => read(`{"loss": [${deep}]}`)).toThrow('loss[0]: every value must be a number')
  })

  it('entries each under another name', () => {
    const names = Array.from({ length: 10_000 }, (_, at) => ({ [`c${at}`]: 1 }))
    expect(() => read(names)).toThrow(
      'x.json: entries must have the same names; here 10,000 of them have 10,000 names.',
    )
  })
})
