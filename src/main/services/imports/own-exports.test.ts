import { zipSync } from 'fflate/browser'
import { describe, expect, it } from 'vitest'
import { firstCompareView } from '../../../shared/domain/compare/compare-view'
import { allRuns, exportBench, hostile, imported } from '../exports/testing/export-bench'
import { readFiles } from './read-files'

const bench = exportBench()
const order = { runs: allRuns(bench), importIds: [] }
const look = { ...firstCompareView.look, metrics: ['valLoss', 'learningRate'] as const }

const read = ({ fileName, bytes }: { fileName: string; bytes: Uint8Array }) =>
  readFiles([{ path: fileName, bytes }])

/** The epochs of every run that was exported, in their order. */
const rows = bench.history.runs.map(({ id }) => bench.rows.get(id) ?? [])
/** Numbers that event files keep as float32. */
const rounded = (value: number | undefined) => Math.fround(value ?? NaN)

describe('what Cooldown exports comes back as it was', () => {
  it.each(['csv', 'json'] as const)('everything as %s, imports and all', async (format) => {
    const file = await bench.services.everything({
      ...order,
      importIds: [imported.id],
      steps: false,
      format,
    })
    const { runs } = read(file)
    expect(runs.map((run) => run.rows)).toEqual([...rows, imported.rows])
    expect(new Set(runs.map(({ name }) => name)).size).toBe(5)
    expect(runs.at(-1)?.name).toBe('@elsewhere')
    expect(runs[0]?.name).toContain(hostile.slice(0, 20))
  })

  it('tables of a study, under each other and side by side', async () => {
    for (const layout of ['epochs', 'wide'] as const) {
      const { runs } = read(await bench.services.table({ studyId: bench.history.study.id, layout }))
      const wide = (row: (typeof rows)[number][number]) => ({ ...row, seconds: undefined })
      expect(runs.map((run) => run.rows)).toEqual(
        layout === 'epochs' ? rows : rows.map((own) => own.map(wide)),
      )
    }
  })

  it.each(['tidy', 'json'] as const)('what a comparison draws, as %s', async (layout) => {
    const { runs } = read(await bench.services.drawn({ ...order, look, layout }))
    expect(runs.map((run) => run.rows)).toEqual(
      rows.map((own) =>
        own.map(({ epoch, valLoss, learningRate }) => ({ epoch, valLoss, learningRate })),
      ),
    )
  })

  it('event files, in the archive in which they leave', async () => {
    const { runs } = read(await bench.services.eventFiles({ ...order, steps: true }))
    expect(runs).toHaveLength(rows.length)
    const byLoss = [...runs].sort((a, b) => (b.rows[0]?.loss ?? 0) - (a.rows[0]?.loss ?? 0))
    expect(
      byLoss.map((run) =>
        run.rows.map(({ epoch, step, loss, valLoss, valAccuracy, learningRate }) => [
          ...[epoch, step, loss, valLoss, valAccuracy, learningRate],
        ]),
      ),
    ).toEqual(
      rows.map((own) =>
        own.map((row) => [
          ...[row.epoch, (row.epoch + 1) * 2, rounded(row.loss), rounded(row.valLoss)],
          ...[rounded(row.valAccuracy), rounded(row.learningRate)],
        ]),
      ),
    )
  })
})

describe('an archive', () => {
  const csv = new TextEncoder().encode('epoch,loss\n0,1\n')

  it('holds files in folders; what packers add is left out', () => {
    const bytes = zipSync({ 'a/log.csv': csv, '__MACOSX/._log.csv': csv, 'a/.DS_Store': csv })
    const { runs } = readFiles([{ path: 'x.zip', bytes }])
    expect(runs.map(({ name, source }) => [name, source])).toEqual([['a/log', 'a/log.csv']])
  })

  it('that is cut, empty or too large is refused', () => {
    const bytes = zipSync({ 'a.csv': csv })
    const refused = (given: Uint8Array) => () => readFiles([{ path: 'x.zip', bytes: given }])
    expect(refused(bytes.subarray(0, 40))).toThrow('x.zip: it must be a whole zip archive')
    expect(refused(zipSync({ 'a/': new Uint8Array() }))).toThrow('the archive is empty')
    const large = zipSync({ 'a.csv': new Uint8Array(64 * 1024 ** 2 + 1) }, { level: 1 })
    expect(refused(large)).toThrow('an archive may have at most 64 MiB and 1,000 files')
  })
})
