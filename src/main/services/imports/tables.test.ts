import { describe, expect, it } from 'vitest'
import { importLimits } from '../../../shared/domain/compare/imports'
import { readFiles } from './read-files'
import { fixture, kerasRows, textFile } from './testing/fixtures'

const read = (text: string, path = 'run.csv') => readFiles([textFile(path, text)])
const rowsOf = (text: string) => read(text).runs.map(({ name, rows }) => [name, rows])

describe('tables of other programs', () => {
  it.each(['keras', 'diverged', 'no-validation'] as const)("Keras's CSVLogger: %s", (run) => {
    const { runs, notices } = readFiles([fixture(`${run}/log.csv`)])
    expect(runs).toEqual([
      { name: `${run}/log`, source: `${run}/log.csv`, tags: [], rows: kerasRows(run) },
    ])
    expect(notices).toEqual([])
  })

  it.each(['with-index.csv', 'epochs.csv', 'semicolons.csv', 'excel.csv', 'tabs.tsv', 'long.csv'])(
    'pandas: %s',
    (name) => {
      const [run] = readFiles([fixture(`pandas/${name}`)]).runs
      expect(run?.rows).toEqual(kerasRows('keras'))
    },
  )

  it('TensorBoard: one tag, named by its file', () => {
    const text = 'Wall time,Step,Value\n1764000000.5,0,0.75\n1764000009.5,1,0.5\n'
    const { runs } = read(text, 'run-fast_validation-tag-epoch_loss.csv')
    expect(runs.map(({ name, rows }) => [name, rows])).toEqual([
      [
        'fast_validation',
        [
          { epoch: 0, valLoss: 0.75 },
          { epoch: 1, valLoss: 0.5 },
        ],
      ],
    ])
    expect(() => read(text, 'export.csv')).toThrow("the file's name must tell the metric")
  })

  it('Weights & Biases: runs side by side', () => {
    const text =
      '"Step","warm - val_loss","warm - val_loss__MIN","warm - val_loss__MAX","cold - val_loss"\n' +
      '"10","0.5","0.4","0.6",""\n"20","0.25","0.2","0.3","0.75"\n'
    expect(rowsOf(text)).toEqual([
      [
        'warm',
        [
          { epoch: 0, step: 10, valLoss: 0.5 },
          { epoch: 1, step: 20, valLoss: 0.25 },
        ],
      ],
      ['cold', [{ epoch: 0, step: 20, valLoss: 0.75 }]],
    ])
  })
})

describe("Cooldown's own tables", () => {
  it('a row per run and epoch: a run each, with its tags', () => {
    const text = [
      'study,trial,name,seed,attempt,tags,status,epoch,loss,valLoss',
      'S,warm,Warm-up,1,1,a;b,completed,1,0.5,0.6',
      'S,warm,Warm-up,2,1,a;b,completed,1,0.7,0.8',
      'S,cold,"\'=Cold, ""really""",1,1,,completed,1,0.9,',
      'S,warm,Warm-up,1,1,a;b,completed,2,0.25,0.3',
    ].join('\n')
    expect(read(text).runs).toEqual([
      {
        name: 'Warm-up, seed 1',
        source: 'run.csv',
        tags: ['a', 'b'],
        rows: [
          { epoch: 0, loss: 0.5, valLoss: 0.6 },
          { epoch: 1, loss: 0.25, valLoss: 0.3 },
        ],
      },
      {
        name: 'Warm-up, seed 2',
        source: 'run.csv',
        tags: ['a', 'b'],
        rows: [{ epoch: 0, loss: 0.7, valLoss: 0.8 }],
      },
      { name: '=Cold, "really"', source: 'run.csv', tags: [], rows: [{ epoch: 0, loss: 0.9 }] },
    ])
    expect(read(text).notices).toEqual([
      'run.csv: left out the columns "status", which are no metrics of Cooldown.',
    ])
  })

  it('runs side by side', () => {
    const text = 'epoch,warm-s1 loss,cold-s1 loss,warm-s1 valLoss\n1,1,2,3\n2,4,,6\n'
    expect(rowsOf(text)).toEqual([
      [
        'warm-s1',
        [
          { epoch: 0, loss: 1, valLoss: 3 },
          { epoch: 1, loss: 4, valLoss: 6 },
        ],
      ],
      ['cold-s1', [{ epoch: 0, loss: 2 }]],
    ])
  })

  it('what a comparison drew: lines under each other, a metric on each line', () => {
    const text =
      'smoothing,line,group,metric,epoch,value,raw,low,high,n\n' +
      ',Warm,,valLoss,1,0.5,,,,\n,Warm,,valLoss,2,0.25,,,,\n,Warm,,learningRate,1,0.1,,,,\n'
    expect(rowsOf(text)).toEqual([
      [
        'Warm',
        [
          { epoch: 0, valLoss: 0.5, learningRate: 0.1 },
          { epoch: 1, valLoss: 0.25 },
        ],
      ],
    ])
  })
})

describe('how a table is understood', () => {
  it.each([
    ['from 0 where one is 0', 'epoch,loss\n1,2\n0,1\n', [0, 1]],
    ['from 1 where none is 0', 'epoch,loss\n2,2\n1,1\n', [0, 1]],
    ['by a column without a name', ',loss\n5,1\n6,2\n', [5, 6]],
  ])('epochs count %s', (_, text, epochs) => {
    expect(read(text).runs[0]?.rows.map(({ epoch }) => epoch)).toEqual(epochs)
  })

  it.each([
    ['nan', NaN],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['1e-300', 1e-300],
    ['+.5', 0.5],
    ['5.', 5],
  ])('%s is a number', (text, value) => {
    expect(read(`epoch,loss\n0,${text}\n`).runs[0]?.rows).toEqual([{ epoch: 0, loss: value }])
  })

  it('an empty cell, None and null are no value', () => {
    const text = 'epoch,loss,val_loss\n0,1,\n1,None,2\n2,null,NA\n3,3,-\n'
    expect(read(text).runs[0]?.rows).toEqual([
      { epoch: 0, loss: 1 },
      { epoch: 1, valLoss: 2 },
      { epoch: 3, loss: 3 },
    ])
  })

  it('old Mac and Windows line ends, and quoted cells with line ends in them', () => {
    expect(rowsOf('epoch,loss\r0,1\r')).toEqual([['run', [{ epoch: 0, loss: 1 }]]])
    expect(rowsOf('epoch,name,loss\r\n0,"a\r\nb",1\r\n')).toEqual([
      ['a\r\nb', [{ epoch: 0, loss: 1 }]],
    ])
  })
})

describe('a table that cannot be used is told with file, line, value and rule', () => {
  it.each<[string, string, string]>([
    ['empty', '', 'run.csv: there must be a header and rows; the file is empty.'],
    ['a header alone', 'epoch,loss\n', 'run.csv: there must be rows under the header.'],
    [
      'text for a number',
      'epoch,loss\n0,1\n1,high\n',
      'run.csv, line 3: "loss" must be a number; it is "high".',
    ],
    [
      'a decimal comma',
      'epoch;loss\n0;0,5\n',
      'run.csv, line 2: "loss" must be a number, with a point and not a comma: 0.5; it is "0,5".',
    ],
    [
      'a percentage',
      'epoch,accuracy\n0,85%\n',
      'run.csv, line 2: "accuracy" must be a number; it is "85%".',
    ],
    [
      'blanks for separators',
      'epoch loss\n0 1\n',
      'run.csv, line 1: the header must name two columns or more, with commas, semicolons or tabs between them; it is "epoch loss".',
    ],
    [
      'a line cut short',
      'epoch,loss,lr\n0,1,1\n1,2\n',
      'run.csv, line 3: there must be 3 values, one for each column of the header; there are 2.',
    ],
    [
      'an epoch twice',
      'epoch,loss\n0,1\n1,2\n0,3\n',
      'run.csv, line 4: epoch 0 is there already on line 2, and each may be there once. Two runs in one file need a column "run".',
    ],
    [
      'a step twice',
      'step,loss\n10,1\n10,2\n',
      'run.csv, line 3: step 10 is there already on line 2, and each may be there once. Two runs in one file need a column "run".',
    ],
    [
      'a metric twice at a place',
      'epoch,metric,value\n0,loss,1\n0,loss,2\n',
      'run.csv, line 3: loss of this place is there already on line 2.',
    ],
    [
      'half an epoch',
      'epoch,loss\n0.5,1\n',
      'run.csv, line 2: epoch must be a whole number from 1 on; it is 0.5.',
    ],
    [
      'a step below 0',
      'step,loss\n-1,1\n',
      'run.csv, line 2: step must be a whole number from 0 on; it is -1.',
    ],
    [
      'no place',
      'loss,val_loss\n1,2\n',
      'run.csv, line 1: there must be a column "epoch" or "step"; there are "loss", "val_loss".',
    ],
    [
      'no place on a line',
      'epoch,loss\n0,1\n,2\n',
      'run.csv, line 3: every row must tell its epoch or step; this one does not.',
    ],
    [
      'no metric',
      'epoch,f1\n0,1\n',
      'run.csv, line 1: there must be a column with a metric that Cooldown knows, such as loss, val_loss, accuracy or learning_rate; there are "epoch", "f1".',
    ],
    ['no value', 'epoch,loss\n0,\n', 'run.csv: there must be values; every cell is empty.'],
    [
      'a column twice',
      'epoch,loss,loss\n0,1,2\n',
      'run.csv, line 1: every column must be named once; "loss" is there twice.',
    ],
    [
      'a quote without end',
      'epoch,loss\n0,"1\n1,2\n',
      'run.csv, line 2: a quote that begins here must end.',
    ],
    [
      'text behind a quote',
      'epoch,loss\n0,"1"2\n',
      'run.csv, line 2: after a closing quote must come a separator or the end of the line; there is "2\\n".',
    ],
  ])('%s', (_, text, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'bad-input', message }))
  })

  it('pandas with decimal commas', () => {
    expect(() => readFiles([fixture('pandas/decimal-commas.csv')])).toThrow(
      'pandas/decimal-commas.csv, line 2: "accuracy" must be a number, with a point and not a comma: 0.34375; it is "0,34375".',
    )
  })

  it('of too many lines, before any is read', () => {
    const text = `epoch,loss\n${'\n'.repeat(importLimits.rows)}`
    expect(() => read(text)).toThrow(
      'run.csv: a table may have 1,000,000 lines; this one has 1,000,001.',
    )
  })

  it('bytes of no text', () => {
    const rule =
      'must be a CSV or JSON file in UTF-8, an event file of TensorBoard, or a zip of such files'
    for (const bytes of [Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), Uint8Array.of(97, 0, 98)]) {
      expect(() => readFiles([{ path: 'x.png', bytes }])).toThrow(rule)
    }
  })
})

/** Far above what any of these takes; with a time that grows with the square it would be minutes. */
const soonMs = 10_000

describe('what could take long is refused, and soon', () => {
  it('a header of very many columns', { timeout: soonMs }, () => {
    const names = Array.from({ length: 300_000 }, (_, at) => `c${at}`)
    expect(() => read(`${names.join()}\n1,2\n`)).toThrow('there must be 300000 values')
    expect(() => read(`a,b,a,${names.join()}\n1,2\n`)).toThrow('"a" is there twice')
  })

  it('very many digits that are no number', { timeout: soonMs }, () => {
    expect(() => read(`epoch,loss\n1,${'1'.repeat(500_000)}x\n`)).toThrow('"loss" must be a number')
  })

  it('lines that end as they once did on a Mac, and are too many', () => {
    const line = '1,2\r'
    expect(() => read(`epoch,loss\r${line.repeat(importLimits.rows)}`)).toThrow(
      'a table may have 1,000,000 lines; this one has 1,000,001.',
    )
  })
})

it.each(['constructor', '__proto__'])('a cell or column called %s is that and no more', (word) => {
  expect(() => read(`epoch,loss\n1,${word}\n`)).toThrow(`must be a number; it is "${word}"`)
  expect(rowsOf(`${word},epoch,loss\na,1,2\n`)).toEqual([['run', [{ epoch: 0, loss: 2 }]]])
})
