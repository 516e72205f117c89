import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ScheduleChartRequest, TableLayout } from '../../../shared/contract/exports'
import { articleTemplate } from '../../../shared/domain/article'
import { asRunId, asStudyId, type RunId } from '../../../shared/domain/ids'
import type { RunRecord } from '../../../shared/domain/run'
import { summarise, type EpochRow } from '../../../shared/domain/series'
import type { Study, StudyHistory, Trial } from '../../../shared/domain/study'
import { fileNamePart } from './file-names'
import { writeExportFiles } from './index'
import { exportBench, parseCsv } from './testing/export-bench'

const hostile = '=1+1, "quoted"\r\n<img src=x>'
// The template has nine trials.
const [constant, decay] = articleTemplate.trials as unknown as [Trial, Trial]
const study: Study = {
  id: asStudyId('s'),
  templateId: 'article',
  name: hostile,
  description: '',
  createdAt: '2026-11-24T10:00:00.000Z',
  trials: [constant, { ...decay, name: '-2+3', tags: ['@x', 'b;c'] }],
  seeds: [1, 2],
}

const rowsOf = (epochs: number, shift: number): EpochRow[] =>
  Array.from({ length: epochs }, (_, epoch) => ({
    epoch,
    loss: 1 / (3 + epoch + shift),
    accuracy: 0.1 + 0.2,
    valLoss: 5e-324 + shift,
    valAccuracy: 1 / 3,
    learningRate: 1.2345678901234567e-9,
    seconds: 2 / 3,
  }))

const rows = new Map<RunId, EpochRow[]>()

function record(id: string, trial: Trial, changes: Partial<RunRecord>, epochs: number): RunRecord {
  const made = rowsOf(epochs, rows.size)
  rows.set(asRunId(id), made)
  return {
    id: asRunId(id),
    studyId: study.id,
    trialId: trial.id,
    seed: 1,
    attempt: 1,
    status: 'completed',
    totalEpochs: 3,
    stepsPerEpoch: 250,
    epochsDone: epochs,
    createdAt: study.createdAt,
    startedAt: null,
    endedAt: null,
    seconds: 1.5,
    engine: null,
    summary: summarise(made),
    outcome: null,
    exit: null,
    divergedAtStep: null,
    ...changes,
  }
}

const runs = [
  record('decay-1', decay, {}, 3),
  record('constant-1', constant, { status: 'failed', outcome: '+broke' }, 1),
  record('constant-2', constant, { seed: 2, status: 'queued' }, 0),
  record('constant-1b', constant, { attempt: 2 }, 2),
]

const exportsOf = (history: StudyHistory = { study, runs }) =>
  exportBench([decay], {
    study: () => history,
    run: (id: RunId) => runs.find((run) => run.id === id) ?? runs[0]!,
    readEpochs: (id: RunId) => Promise.resolve(rows.get(id) ?? []),
  })

async function table(layout: TableLayout, runIds?: RunId[]) {
  const file = await exportsOf().services.table({ studyId: study.id, layout, runIds })
  const [header, ...lines] = parseCsv(file.bytes)
  const records = lines.map((line) =>
    Object.fromEntries(line.map((value, index) => [header![index]!, value])),
  )
  for (const line of lines) expect(line).toHaveLength(header!.length)
  return { file, header: header!, records }
}

describe('the table of epochs', () => {
  it('has a row per run and epoch of the latest attempts, in the order of the study', async () => {
    const { header, records, file } = await table('epochs')
    expect(header.join()).toBe(
      'study,trial,name,seed,attempt,tags,status,epoch,loss,accuracy,valLoss,valAccuracy,learningRate,seconds',
    )
    expect(records.map((row) => [row['trial'], row['seed'], row['attempt'], row['epoch']])).toEqual(
      [
        ['constant', '1', '2', '1'],
        ['constant', '1', '2', '2'],
        ['keras-decay', '1', '1', '1'],
        ['keras-decay', '1', '1', '2'],
        ['keras-decay', '1', '1', '3'],
      ],
    )
    expect(file).toMatchObject({
      fileName: '1-1-quoted-img-src-x-epochs.csv',
      mediaType: 'text/csv',
    })
  })

  it('keeps every bit of every number', async () => {
    const { records } = await table('epochs', [asRunId('decay-1')])
    const back = records.map((row) => ({
      epoch: Number(row['epoch']) - 1,
      loss: Number(row['loss']),
      accuracy: Number(row['accuracy']),
      valLoss: Number(row['valLoss']),
      valAccuracy: Number(row['valAccuracy']),
      learningRate: Number(row['learningRate']),
      seconds: Number(row['seconds']),
    }))
    expect(back).toEqual(rows.get(asRunId('decay-1')))
  })

  it('defuses text that a spreadsheet would calculate, and only text', async () => {
    const { records } = await table('epochs')
    expect(records[0]).toMatchObject({ study: `'${hostile}`, name: 'Constant' })
    expect(records[2]).toMatchObject({ name: "'-2+3", tags: "'@x;b;c" })
    expect(records[0]!['valLoss']).toBe('3')
  })
})

describe('values that only newer runs have', () => {
  const later = asRunId('later-1')
  const run = record(later, decay, { seed: 2 }, 1)
  const newer = {
    top3: 0.9,
    valTop3: 0.8,
    testLoss: 0.7,
    testAccuracy: 0.6,
    examplesPerSecond: 1e5,
  }
  const tableOf = async (layout: TableLayout) => {
    rows.set(later, [{ ...rowsOf(1, 0)[0]!, ...newer }])
    const { services } = exportsOf({ study, runs: [runs[0]!, run] })
    const file = await services.table({ studyId: study.id, layout })
    return parseCsv(file.bytes)
  }

  it('have columns after those that all have, empty for older runs', async () => {
    const [header, ...lines] = await tableOf('epochs')
    expect(header!.slice(-6).join()).toBe(
      'seconds,top3,valTop3,testLoss,testAccuracy,examplesPerSecond',
    )
    expect(lines.map((line) => line.slice(-5).join())).toEqual([
      ',,,,',
      ',,,,',
      ',,,,',
      '0.9,0.8,0.7,0.6,100000',
    ])
  })

  it('stand in the wide table but for the speed', async () => {
    const [header, first] = await tableOf('wide')
    expect(header).toHaveLength(1 + 2 * 9)
    expect(header!.slice(-2)).toEqual([
      'keras-decay seed 1 testAccuracy',
      'keras-decay seed 2 testAccuracy',
    ])
    expect(first!.slice(-2)).toEqual(['', '0.6'])
  })
})

describe('the wide table', () => {
  it('has a row per epoch and columns by metric; what never was is empty', async () => {
    const { header, records } = await table('wide')
    expect(header.slice(0, 4)).toEqual([
      'epoch',
      'constant seed 1 loss',
      'constant seed 2 loss',
      'keras-decay seed 1 loss',
    ])
    expect(header).toHaveLength(1 + 3 * 5)
    expect(records.map((row) => row['epoch'])).toEqual(['1', '2', '3'])
    expect(records.map((row) => row['constant seed 1 valAccuracy'])).toEqual([
      String(1 / 3),
      String(1 / 3),
      '',
    ])
    expect(records.map((row) => row['constant seed 2 loss'])).toEqual(['', '', ''])
  })

  it('tells attempts apart, and leaves out a seed that all share', async () => {
    const { header } = await table('wide', [asRunId('constant-1'), asRunId('constant-1b')])
    expect(header.slice(1, 3)).toEqual(['constant attempt 1 loss', 'constant attempt 2 loss'])
  })
})

describe('the summary', () => {
  it('has a row per run with its best epoch counted from 1', async () => {
    const { records } = await table('summary', [asRunId('constant-1'), asRunId('constant-2')])
    expect(records).toEqual([
      expect.objectContaining({
        trial: 'constant',
        seed: '1',
        status: 'failed',
        epochs: '1',
        bestEpoch: '1',
        finalValAccuracy: String(1 / 3),
        seconds: '1.5',
        outcome: "'+broke",
        weightsSha256: '',
        forkedFrom: '',
      }),
      expect.objectContaining({ seed: '2', status: 'queued', epochs: '0', finalLoss: '' }),
    ])
  })

  it('tells the weights and where a fork began', async () => {
    const forkedFrom = { runId: asRunId('decay-1'), epochs: 2 }
    const fork = record('fork-1', decay, { seed: 2, weightsSha256: '00ff', forkedFrom }, 3)
    const { services } = exportsOf({ study, runs: [fork] })
    const file = await services.table({ studyId: study.id, layout: 'summary' })
    const [header, line] = parseCsv(file.bytes)
    expect(header!.slice(-3)).toEqual(['weightsSha256', 'forkedFrom', 'forkedAfterEpochs'])
    expect(line!.slice(-3)).toEqual(['00ff', 'decay-1', '2'])
  })

  it('refuses a run of another study', async () => {
    await expect(table('summary', [asRunId('stranger')])).rejects.toMatchObject({
      code: 'not-found',
      message: /stranger/,
    })
  })
})

const picture = { theme: 'light', scale: 1, format: 'png', transparent: false } as const

describe('pictures', () => {
  it('of a run carry its trial and seed', async () => {
    const { services, asked } = exportsOf()
    const look = { ...picture, logarithmic: true } as const
    const runId = asRunId('constant-1b')
    const file = await services.runChart({ runId, chart: 'curves', ...look })
    expect(file.fileName).toBe('constant-seed-1-curves.png')
    expect(asked).toMatchObject([
      { kind: 'run', title: 'Constant, seed 1', run: { style: 0 }, picture },
    ])
  })
})

describe('charts of schedules', () => {
  const request = {
    title: 'Warm-ups: 10 % / 20 %',
    lines: [{ name: 'Cosine', spec: { kind: 'cosine', initial: 0.1 } }],
    totalEpochs: 100,
    stepsPerEpoch: 250,
    axis: 'epoch',
    logarithmic: true,
    theme: 'dark',
    scale: 2,
    transparent: true,
  } satisfies Omit<ScheduleChartRequest, 'format'>

  it.each([
    ['png', 'image/png'],
    ['svg', 'image/svg+xml'],
  ] as const)('are drawn as %s under the name of their title', async (format, mediaType) => {
    const { services, asked } = exportsOf()
    const file = await services.scheduleChart({ ...request, format })
    expect(file).toMatchObject({ fileName: `warm-ups-10-20.${format}`, mediaType })
    expect(asked).toEqual([
      {
        kind: 'schedules',
        title: request.title,
        lines: request.lines,
        length: { totalEpochs: 100, stepsPerEpoch: 250 },
        look: { axis: 'epoch', logarithmic: true },
        picture: { theme: 'dark', scale: 2, format, transparent: true },
      },
    ])
  })

  it('have a name whatever the title is', async () => {
    const { services } = exportsOf()
    const file = await services.scheduleChart({ ...request, title: '…', format: 'png' })
    expect(file.fileName).toBe('schedules.png')
  })
})

describe('file names', () => {
  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['CON', 'con'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['x\0y\n\u202Ez.', 'x-y-z'],
    ['', 'study'],
    ['🎓🎓', 'study'],
    ['Ünï 測試', 'ünï-測試'],
  ])('%j becomes %s', (text, expected) => {
    expect(fileNamePart(text)).toBe(expected)
  })

  it('stay short enough for any file system, whatever the script', () => {
    for (const letter of ['x', '測', '𐍈']) {
      const name = `${fileNamePart(letter.repeat(300))}-learning-rate.png`
      expect(name.length).toBeLessThanOrEqual(120)
      expect(Buffer.byteLength(name)).toBeLessThan(255)
    }
  })
})

describe('writing files', () => {
  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), 'cooldown-export-'))
    onTestFinished(() => rmSync(path, { recursive: true }))
    return path
  }
  const bytes = (text: string) => new TextEncoder().encode(text)
  const files = [
    { fileName: 'a.csv', bytes: bytes('new a') },
    { fileName: 'b.csv', bytes: bytes('new b') },
  ]

  it('makes the folder and replaces files, not what a link points at', async () => {
    const out = join(folder(), 'deep', 'out')
    await writeExportFiles(out, files)
    const outside = join(out, '..', 'outside')
    writeFileSync(outside, 'untouched')
    rmSync(join(out, 'a.csv'))
    symlinkSync(outside, join(out, 'a.csv'))
    await writeExportFiles(out, files)
    expect(readdirSync(out).sort()).toEqual(['a.csv', 'b.csv'])
    expect(readFileSync(join(out, 'a.csv'), 'utf8')).toBe('new a')
    expect(readFileSync(outside, 'utf8')).toBe('untouched')
  })

  it('refuses a file in the folder’s place', async () => {
    const out = join(folder(), 'out')
    writeFileSync(out, 'mine')
    await expect(writeExportFiles(out, files)).rejects.toMatchObject({
      code: 'export-failed',
      message: /it is not a folder/,
    })
    expect(readFileSync(out, 'utf8')).toBe('mine')
  })

  it('leaves nothing half done when one cannot be written', async () => {
    const out = folder()
    writeFileSync(join(out, 'a.csv'), 'old a')
    const bad = { fileName: 'no/such/folder.csv', bytes: bytes('x') }
    await expect(writeExportFiles(out, [...files, bad])).rejects.toMatchObject({
      code: 'export-failed',
    })
    expect(readdirSync(out)).toEqual(['a.csv'])
    expect(readFileSync(join(out, 'a.csv'), 'utf8')).toBe('old a')
  })

  it('tells that a folder stands where a file should go', async () => {
    const out = folder()
    mkdirSync(join(out, 'b.csv'))
    await expect(writeExportFiles(out, files)).rejects.toThrow(/folder/)
    expect(existsSync(join(out, 'b.csv'))).toBe(true)
    expect(readdirSync(out).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})
