import { defaultSettings, type Settings } from '../../src/shared/contract/settings'
import type { ImportedCurves } from '../../src/shared/domain/compare/compared-run'
import { firstCompareView, type SavedView } from '../../src/shared/domain/compare/compare-view'
import type { SavedSchedule } from '../../src/shared/domain/design'
import { toColumns } from '../../src/shared/domain/epoch-columns'
import { asScheduleId } from '../../src/shared/domain/ids'
import { summarise } from '../../src/shared/domain/series'
import type { RunRecord } from '../../src/shared/domain/run'
import type { Study } from '../../src/shared/domain/study'
import {
  sampleOrigin,
  sampleRow,
  sampleRun,
  sampleSteps,
  sampleStudy,
} from '../../src/main/store/testing/samples'
import { writeCheckpoint } from './checkpoints'
import type { Stores } from './stores'

export { sampleOrigin, sampleRow, sampleRun, sampleSteps, sampleStudy }

const date = '2026-11-24T10:00:00.000Z'

export const schedulesOf = (...ids: readonly string[]): readonly SavedSchedule[] =>
  ids.map((id) => ({
    id: asScheduleId(id),
    name: `Schedule ${id}`,
    spec: { kind: 'cosine', initial: 0.1, final: 1e-300 },
    totalEpochs: 100,
    stepsPerEpoch: 250,
    createdAt: date,
    changedAt: date,
  }))

export const viewsOf = (...ids: readonly string[]): readonly SavedView[] =>
  ids.map((id) => ({ id, name: `View ${id}`, savedAt: date, view: firstCompareView }))

export const curvesOf = (id: string, points = 5): ImportedCurves => ({
  id,
  name: `Curves ${id}`,
  source: 'logs/run.csv',
  importedAt: date,
  tags: ['a'],
  rows: Array.from({ length: points }, (_, epoch) => ({ epoch, loss: 1 / (epoch + 3) })),
})

export const settingsWith = (changes: Partial<Settings>): Settings => ({
  ...defaultSettings,
  ...changes,
})

export const rowsOf = (epochs: number) =>
  Array.from({ length: epochs }, (_, epoch) => sampleRow(epoch))

/** The record of a run that ended after so many epochs. */
export const endedRun = (study: Study, id: string, epochs: number): RunRecord =>
  sampleRun(study, id, {
    status: 'stopped',
    epochsDone: epochs,
    totalEpochs: epochs + 1,
    outcome: 'Stopped by hand.',
    startedAt: date,
    endedAt: date,
    seconds: epochs,
    summary: summarise(rowsOf(epochs)),
  })

/** Makes a run with all its files, as the lab does. */
export async function makeRun(
  { folders, history }: Stores,
  study: Study,
  id: string,
  epochs: number,
): Promise<RunRecord> {
  const queued = sampleRun(study, id)
  await folders.create(sampleOrigin(study, queued))
  await history.saveRuns([queued])
  await folders.appendLog(queued.id, 'starting')
  for (const row of rowsOf(epochs)) {
    await folders.appendEpoch(queued.id, row, sampleSteps(row.epoch))
  }
  const checkpoints = await folders.checkpointFolder(queued.id)
  for (let done = Math.max(1, epochs - 1); done <= epochs; done++)
    writeCheckpoint(checkpoints, done)
  const run = endedRun(study, id, epochs)
  await history.saveRuns([run])
  return run
}

/** Writes the pack of a study's runs, all of so many epochs. */
export const writePack = ({ packs }: Stores, runs: readonly RunRecord[]) =>
  packs.write(
    (runs[0] as RunRecord).studyId,
    new Map(runs.map((run) => [run.id, toColumns(rowsOf(run.epochsDone))])),
  )
