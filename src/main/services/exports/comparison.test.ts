import { unzipSync } from 'fflate/browser'
import { describe, expect, it } from 'vitest'
import type { ComparisonRequest } from '../../../shared/contract/exports'
import { firstCompareView, type CompareLook } from '../../../shared/domain/compare/compare-view'
import type { PaintRequest } from '../ports'
import {
  allRuns,
  exportBench,
  hostile,
  imported,
  parseCsv,
  recordsIn,
  unfairTrials,
  type ExportBench,
} from './testing/export-bench'

const look: CompareLook = {
  ...firstCompareView.look,
  metrics: ['valLoss', 'learningRate'],
  smoothing: { kind: 'ema', weight: 0.5 },
}

const picture = { theme: 'light', scale: 2, format: 'png', transparent: false } as const

const request = (bench: ExportBench, changes: Partial<ComparisonRequest> = {}) => ({
  runs: allRuns(bench),
  importIds: [],
  ...picture,
  look,
  metric: 'valLoss' as const,
  ...changes,
})

type Comparison = Extract<PaintRequest, { readonly kind: 'comparison' }>
/** What the painter was asked to draw last. */
const painted = ({ asked }: ExportBench) => (asked.at(-1) as Comparison).chart

describe('a picture of a comparison', () => {
  it('has the runs under their names and in their styles, with a footnote', async () => {
    const bench = exportBench()
    const file = await bench.services.comparison(
      request(bench, { theme: 'dark', transparent: true, width: 1200, height: 700 }),
    )
    expect(file.fileName).toMatch(/^1-1-quoted-script-img.*-val-loss\.png$/)
    expect(bench.asked[0]?.picture).toEqual({ ...picture, theme: 'dark', transparent: true })
    const { title, lines, notes, file: sized } = painted(bench)
    expect(title).toBe(hostile)
    expect(sized).toEqual({ width: 1200, height: 700 })
    expect(lines.map(({ name, style }) => [name, style])).toEqual([
      [`${hostile}, seed 1`, 0],
      [`${hostile}, seed 2`, 0],
      ['-2+3, seed 1', 1],
      ['-2+3, seed 2', 1],
    ])
    expect(notes?.join(' ')).toMatch(/4 runs.*exponential moving average, weight 0.5/)
  })

  it('is an SVG where that is asked for', async () => {
    const bench = exportBench()
    const file = await bench.services.comparison(request(bench, { format: 'svg' }))
    expect(file).toMatchObject({
      mediaType: 'image/svg+xml',
      fileName: expect.stringMatching(/svg$/) as string,
    })
  })

  it('says what else differs, in its footnote', async () => {
    const bench = exportBench(unfairTrials)
    await bench.services.comparison(request(bench))
    expect(painted(bench).notes?.join(' ')).toMatch(/20,000 of 20,000/)
  })

  it('takes names and styles as they are asked for, runs of several studies, and imports', async () => {
    const bench = exportBench()
    const [first] = bench.history.runs
    const [other] = bench.second.runs
    const runs = [{ runId: first!.id, name: 'Mine', style: 7 }, { runId: other!.id }]
    await bench.services.comparison(request(bench, { runs, importIds: [imported.id] }))
    const { title, lines } = painted(bench)
    expect(title).toBe(`${hostile} and 1 more`)
    expect(lines.map(({ name }) => name)).toEqual(['Mine', hostile, imported.name])
    expect(lines[0]?.style).toBe(7)
    expect(lines[2]).toMatchObject({ kind: 'import', id: imported.id })
  })

  it('keeps runs of one name apart, and draws a run once', async () => {
    const bench = exportBench()
    const [a, b] = bench.history.runs
    const runs = [a!, b!, a!].map(({ id }) => ({ runId: id, name: 'Same' }))
    await bench.services.comparison(request(bench, { runs }))
    expect(painted(bench).lines.map(({ name }) => name)).toEqual([
      `Same · ${a!.id}`,
      `Same · ${b!.id}`,
    ])
  })

  it('reads the sums of rates for the axis that needs them', async () => {
    const bench = exportBench()
    await bench.services.comparison(request(bench, { look: { ...look, x: 'rateSum' } }))
    expect([...(painted(bench).lines[0]?.xs ?? [])]).toEqual([0.5, 0.75, 1])
  })

  it('refuses a run that is not there', async () => {
    const bench = exportBench()
    const runs = [{ runId: 'nobody' as (typeof bench.history.runs)[number]['id'] }]
    await expect(bench.services.comparison(request(bench, { runs }))).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no run "nobody".',
    })
  })
})

describe('pictures of the other charts', () => {
  const order = (bench: ExportBench) => ({ runs: allRuns(bench), importIds: [], ...picture })

  it('of differences pair the seeds, and say what else differs', async () => {
    const bench = exportBench()
    const file = await bench.services.chart({
      ...order(bench),
      chart: {
        kind: 'differences',
        objective: { metric: 'valLoss', at: 'best' },
        groupBy: null,
        baseline: null,
      },
    })
    expect(file.fileName).toMatch(/-differences\.png$/)
    const [asked] = bench.asked
    if (asked?.kind !== 'differences') throw new Error(`asked for ${String(asked?.kind)}`)
    expect(asked.chart.comparison.groups.map(({ pairs }) => pairs.length)).toEqual([2])
  })

  it('of fields carry runs, rows and names of fields; an unknown field is refused', async () => {
    const bench = exportBench()
    const chart = { kind: 'scatter', x: 'seed', colourBy: null, logX: false, logY: false } as const
    await bench.services.chart({ ...order(bench), chart: { ...chart, y: 'valLoss@2' } })
    const [asked] = bench.asked
    if (asked?.kind !== 'fields') throw new Error(`asked for ${String(asked?.kind)}`)
    expect(asked.chart).toMatchObject({ order: { x: 'seed', y: 'valLoss@2' } })
    expect([...asked.chart.rows.keys()]).toEqual(bench.history.runs.map(({ id }) => id))
    const unknown = bench.services.chart({ ...order(bench), chart: { ...chart, y: 'wizardry' } })
    await expect(unknown).rejects.toMatchObject({ code: 'bad-input', message: /"wizardry"/ })
  })
})

describe('the numbers of what is drawn', () => {
  const drawn = async (
    bench: ExportBench,
    layout: 'tidy' | 'wide' | 'json',
    changes: Partial<CompareLook> = {},
  ) =>
    bench.services.drawn({
      runs: allRuns(bench),
      importIds: [imported.id],
      look: { ...look, ...changes },
      layout,
    })

  it('are the lines of the picture, digit for digit, with what they were made with', async () => {
    const bench = exportBench(unfairTrials)
    const file = await drawn(bench, 'tidy')
    await bench.services.comparison(request(bench, { importIds: [imported.id] }))
    const { lines } = painted(bench)
    const records = recordsIn(file.bytes).filter(({ metric }) => metric === 'valLoss')
    expect(records.map(({ line }) => line)).toEqual(
      lines.flatMap(({ name, xs }) => Array.from(xs, () => defused(name))),
    )
    expect(records.map(({ value }) => Number(value))).toEqual(lines.flatMap(({ ys }) => [...ys]))
    expect(records.map(({ raw }) => Number(raw))).toEqual(lines.flatMap(({ raw }) => [...raw!]))
    expect(records[0]).toMatchObject({
      grouped_by: '',
      smoothing: expect.stringContaining('weight 0.5') as string,
      differs_beside_schedule: 'Images; Updates',
    })
    const rates = recordsIn(file.bytes).filter(({ metric }) => metric === 'learningRate')
    expect(rates[0]).toMatchObject({ smoothing: 'not smoothed', raw: '' })
  })

  it('of groups have centre, band and number of runs', async () => {
    const bench = exportBench()
    const records = recordsIn(
      (await drawn(bench, 'tidy', { groupBy: 'trial', band: 'interval' })).bytes,
    )
    expect(records[0]).toMatchObject({
      grouped_by: 'trial',
      centre: 'mean',
      band: 'interval',
      n: '2',
    })
    expect(Number(records[0]?.['low'])).toBeLessThan(Number(records[0]?.['value']))
  })

  it('stand side by side in the wide table, those that are hidden by the zoom left out', async () => {
    const bench = exportBench()
    const file = await drawn(bench, 'wide', { zoom: { from: 2, to: 3 } })
    expect(file.fileName).toMatch(/-drawn-wide\.csv$/)
    const [header, ...rows] = parseCsv(file.bytes)
    expect(header?.[0]).toBe('epoch')
    expect(header).toContain("'-2+3, seed 1 valLoss")
    expect(header).toContain("'@elsewhere valLoss")
    expect(rows.map(([x]) => x)).toEqual(['2', '3'])
    await bench.services.comparison(request(bench))
    const line = painted(bench).lines[2]!
    const column = header!.indexOf("'-2+3, seed 1 valLoss")
    expect(rows.map((row) => Number(row[column]))).toEqual([...line.ys.slice(1)])
  })

  it('are JSON with footnotes and fairness; what is no number is text', async () => {
    const bench = exportBench(unfairTrials)
    const file = await drawn(bench, 'json')
    const value = JSON.parse(new TextDecoder().decode(file.bytes)) as {
      fairness: string[]
      panels: { metric: string; notes: string[]; lines: { name: string; ys: unknown[] }[] }[]
    }
    expect(value.panels.map(({ metric }) => metric)).toEqual(['valLoss', 'learningRate'])
    expect(value.fairness.length).toBeGreaterThan(0)
    expect(value.panels[0]!.notes[0]).toContain('4 runs')
    const other = value.panels[0]!.lines.find(({ name }) => name === imported.name)
    expect(other?.ys).toEqual([0.75, 'NaN'])
  })
})

const defused = (name: string) => (/^[=+\-@]/.test(name) ? `'${name}` : name)

describe('everything of some runs', () => {
  it('has a row per epoch, text defused and numbers as they are', async () => {
    const bench = exportBench()
    const file = await bench.services.everything({
      runs: allRuns(bench),
      importIds: [imported.id],
      steps: false,
      format: 'csv',
    })
    const records = recordsIn(file.bytes)
    expect(records).toHaveLength(4 * 3 + 2)
    expect(records[0]).toMatchObject({ study: `'${hostile}`, epoch: '1', status: 'completed' })
    expect(records[6]).toMatchObject({ name: "'-2+3, seed 1" })
    for (const { id } of bench.history.runs) {
      const own = records.filter(({ run }) => run === id)
      for (const metric of ['loss', 'valLoss', 'learningRate', 'seconds'] as const) {
        const back = own.map((row) => Number(row[metric]))
        expect(back).toEqual(bench.rows.get(id)!.map((row) => row[metric]))
      }
    }
    expect(records.at(-1)).toMatchObject({ name: "'@elsewhere", valLoss: 'NaN', loss: '' })
  })

  it('has a row per step where steps are asked for', async () => {
    const bench = exportBench()
    const file = await bench.services.everything({
      runs: allRuns(bench).slice(0, 1),
      importIds: [],
      steps: true,
      format: 'csv',
    })
    const records = recordsIn(file.bytes)
    expect(file.fileName).toMatch(/-steps\.csv$/)
    expect(records.map(({ epoch, step }) => [epoch, step])).toEqual([
      ['1', '1'],
      ['1', '2'],
      ['2', '3'],
      ['2', '4'],
      ['3', '5'],
      ['3', '6'],
    ])
    expect(records.map(({ loss }) => Math.fround(Number(loss)))).toEqual(
      Array.from({ length: 6 }, (_, at) => Math.fround(1 / (at + 3))),
    )
    expect(records[0]).not.toHaveProperty('momentum')
  })

  it('is JSON with recipes, too', async () => {
    const bench = exportBench()
    const file = await bench.services.everything({
      runs: allRuns(bench).slice(0, 1),
      importIds: [imported.id],
      steps: true,
      format: 'json',
    })
    const [first] = bench.history.runs
    expect(JSON.parse(new TextDecoder().decode(file.bytes))).toMatchObject({
      kind: 'cooldown-runs',
      runs: [
        {
          trial: { recipe: bench.history.study.trials[0]!.recipe },
          epochs: bench.rows.get(first!.id)!,
          steps: { loss: { length: 6 }, momentum: null },
        },
      ],
      imports: [{ name: imported.name, epochs: [{ epoch: 0, valLoss: 0.75 }, { valLoss: 'NaN' }] }],
    })
  })

  it('refuses more steps than a file can hold, naming both', async () => {
    const bench = exportBench()
    const long = bench.history.runs.map((run) => ({ ...run, epochsDone: 10_000_000 }))
    const { services } = exportBench(undefined, {
      histories: () => [{ study: bench.history.study, runs: long }],
    })
    const order = { runs: allRuns(bench), importIds: [], steps: true, format: 'csv' as const }
    await expect(services.everything(order)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/80,000,000 steps; .* at most 5,000,000/) as string,
    })
  })
})

describe('event files', () => {
  it('are a folder per run in one zip, the same bytes each time', async () => {
    const bench = exportBench()
    const order = { runs: allRuns(bench), importIds: [], steps: true }
    const file = await bench.services.eventFiles(order)
    const names = Object.keys(unzipSync(file.bytes))
    const folders = [...new Set(names.map((name) => name.split('/')[0]))]
    expect(folders).toHaveLength(4)
    expect(folders[2]).toBe('2-3-seed-1')
    expect(names.filter((name) => name.startsWith('2-3-seed-1/'))).toEqual([
      '2-3-seed-1/train/events.out.tfevents.1795514401.cooldown.0.0.v2',
      '2-3-seed-1/validation/events.out.tfevents.1795514401.cooldown.0.1.v2',
    ])
    expect((await bench.services.eventFiles(order)).bytes).toEqual(file.bytes)
  })

  it('need a finished epoch', async () => {
    const bench = exportBench(undefined, { readEpochs: () => Promise.resolve([]) })
    const order = { runs: allRuns(bench), importIds: [], steps: false }
    await expect(bench.services.eventFiles(order)).rejects.toMatchObject({ code: 'bad-input' })
  })
})
