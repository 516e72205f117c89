import { asRunId, asStudyId, type RunId } from '../../../../shared/domain/ids'
import { articleTemplate } from '../../../../shared/domain/article'
import type { ImportedCurves } from '../../../../shared/domain/compare/compared-run'
import type { RunRecord } from '../../../../shared/domain/run'
import { summarise, type EpochRow, type StepSeries } from '../../../../shared/domain/series'
import type { Study, StudyHistory, Trial } from '../../../../shared/domain/study'
import type { PaintRequest } from '../../ports'
import { createExports, type ExportParts } from '../index'

// The template has nine trials.
const [constant, decay] = articleTemplate.trials as unknown as [Trial, Trial]

/** A text that does harm wherever it is not taken for text. */
export const hostile = '=1+1, "quoted"\r\n</script><img src=x onerror=alert(1)>'

/** Two trials that differ in nothing but the schedule, with two seeds. */
export const fairTrials: readonly [Trial, Trial] = [
  { ...decay, name: hostile },
  { ...decay, id: 'other' as Trial['id'], name: '-2+3' },
]
/** Two trials of which one trains on other images. */
export const unfairTrials: readonly [Trial, Trial] = [constant, decay]

export const studyOf = (trials: readonly Trial[], id = 's'): Study => ({
  id: asStudyId(id),
  templateId: 'article',
  name: hostile,
  description: 'What to look at',
  createdAt: '2026-11-24T10:00:00.000Z',
  trials,
  seeds: [1, 2],
})

const rowsOf = (epochs: number, shift: number): EpochRow[] =>
  Array.from({ length: epochs }, (_, epoch) => ({
    epoch,
    loss: 1 / (3 + epoch + shift),
    accuracy: 0.1 + 0.2,
    valLoss: 1 / (2 + epoch) + shift / 10,
    valAccuracy: 1 / 3,
    learningRate: 1.2345678901234567e-9 / (epoch + 1),
    seconds: 2 / 3,
  }))

const stepsOf = (count: number): StepSeries => ({
  loss: Float32Array.from({ length: count }, (_, at) => 1 / (at + 3)),
  learningRate: Float64Array.from({ length: count }, (_, at) => 0.1 / (at + 7)),
  momentum: null,
  norms: null,
})

export const imported: ImportedCurves = {
  id: 'elsewhere',
  name: '@elsewhere',
  source: 'history.csv',
  importedAt: '2026-11-24T10:00:00.000Z',
  tags: [],
  rows: [
    { epoch: 0, valLoss: 0.75 },
    { epoch: 1, valLoss: NaN },
  ],
}

function recordOf(study: Study, trial: Trial, seed: number, rows: readonly EpochRow[]): RunRecord {
  return {
    id: asRunId(`${study.id}-${trial.id}-${seed}`),
    studyId: study.id,
    trialId: trial.id,
    seed,
    attempt: 1,
    status: 'completed',
    totalEpochs: 3,
    stepsPerEpoch: 2,
    epochsDone: rows.length,
    createdAt: study.createdAt,
    startedAt: '2026-11-24T10:00:01.000Z',
    endedAt: '2026-11-24T10:00:03.000Z',
    seconds: 2,
    engine: 'TensorFlow 2.21.0, 1 thread',
    summary: summarise(rows),
    outcome: null,
    exit: null,
    divergedAtStep: null,
    weightsSha256: 'ab'.repeat(32),
  }
}

/** A study with a finished run of every trial and seed. */
export function historyOf(study: Study): { history: StudyHistory; rows: Map<RunId, EpochRow[]> } {
  const rows = new Map<RunId, EpochRow[]>()
  const runs = study.trials.flatMap((trial, at) =>
    study.seeds.map((seed) => {
      const made = rowsOf(3, at + seed / 4)
      const run = recordOf(study, trial, seed, made)
      rows.set(run.id, made)
      return run
    }),
  )
  return { history: { study, runs }, rows }
}

/** The exports over studies in memory, with everything that the painter was asked for. */
export function exportBench(
  trials: readonly [Trial, ...Trial[]] = fairTrials,
  changes: Partial<ExportParts> = {},
) {
  const asked: PaintRequest[] = []
  const { history, rows } = historyOf(studyOf(trials))
  const second = historyOf({ ...studyOf([trials[0]], 'z'), seeds: [7], name: 'Second' })
  const all = [second.history, history]
  const parts: ExportParts = {
    histories: () => all,
    study: () => history,
    run: (id) => {
      const found = history.runs.find((run) => run.id === id)
      if (!found) throw new Error(`no run ${id}`)
      return found
    },
    readEpochs: (id) => Promise.resolve(rows.get(id) ?? second.rows.get(id) ?? []),
    readSteps: (id) => Promise.resolve(stepsOf((rows.get(id)?.length ?? 0) * 2)),
    rateSums: (ids) =>
      Promise.resolve(new Map(ids.map((id) => [id, Float64Array.of(0.5, 0.75, 1)]))),
    imports: (ids) => Promise.resolve(ids.map(() => imported)),
    painter: {
      paint: (request) => {
        asked.push(request)
        return Promise.resolve(new Uint8Array([1]))
      },
      close: () => Promise.resolve(),
    },
    report: {
      appVersion: '0.1.0',
      machine: () =>
        Promise.resolve({
          operatingSystem: 'Linux 6',
          processor: 'a <processor>',
          cores: 2,
          nodeVersion: '22.0.0',
          engine: 'TensorFlow 2.21.0, cpu',
        }),
      data: () => ({ name: 'Fashion-MNIST', sha256: 'cd'.repeat(32) }),
      program: () => Promise.resolve('"</script>"'),
    },
    ...changes,
  }
  return { services: createExports(parts), asked, history, second: second.history, rows }
}

export type ExportBench = ReturnType<typeof exportBench>

/** Every run of the first study, as a request names it. */
export const allRuns = ({ history }: ExportBench) => history.runs.map(({ id }) => ({ runId: id }))

/** A reader of RFC 4180, written without the writer in mind. */
export function parseCsv(bytes: Uint8Array): string[][] {
  const text = new TextDecoder().decode(bytes)
  const table: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/gy
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [, quoted, plain, end] = match
    table.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\n') table.push([])
  }
  const rest = table.pop() ?? []
  if (rest.length > 0) throw new Error(`a last line without its end: ${rest.join()}`)
  return table
}

/** The rows of a table, by the names of their columns. */
export function recordsIn(bytes: Uint8Array): Record<string, string>[] {
  const [header = [], ...lines] = parseCsv(bytes)
  return lines.map((line) => {
    if (line.length !== header.length) throw new Error(`${line.length} cells: ${line.join()}`)
    return Object.fromEntries(line.map((value, at) => [header[at] ?? '', value]))
  })
}
