import { lineStart } from '../../../shared/charts/shared-prefix'
import type { LabServices } from '../../../shared/contract/api'
import { LabError } from '../../../shared/contract/errors'
import type { ExportedFile } from '../../../shared/contract/exports'
import type { RunId, StudyId } from '../../../shared/domain/ids'
import type { RunRecord } from '../../../shared/domain/run'
import type { StudyHistory } from '../../../shared/domain/study'
import type { PaintedRun, Painter, PaintRequest } from '../ports'
import { dashed, fileNamePart } from './file-names'
import { chooseRuns, type ChosenRun, type ReadEpochs } from './selection'
import { createScheduleChart } from './schedule-chart'
import { drawUp } from './tables'

export { createScheduleChart } from './schedule-chart'
export { writeExportFiles } from './write-files'

export interface ExportParts {
  readonly study: (studyId: StudyId) => StudyHistory
  readonly run: (runId: RunId) => RunRecord
  readonly readEpochs: ReadEpochs
  readonly painter: Painter
}

const painted = ({ trial, trialIndex, suffix, rows }: ChosenRun): PaintedRun => ({
  name: trial.name + suffix,
  group: trial.name,
  style: trialIndex,
  rows,
})

/** Tables and pictures of runs as finished files; what is on disk of a running run counts. */
export function createExports(parts: ExportParts): LabServices['exports'] {
  const { study, run, readEpochs, painter } = parts

  const picture = async (name: string, request: PaintRequest): Promise<ExportedFile> => ({
    fileName: `${name}.png`,
    mediaType: 'image/png',
    bytes: await painter.paint(request),
  })

  return {
    async table({ studyId, runIds, layout }) {
      const history = study(studyId)
      const runs = await chooseRuns(history, runIds, readEpochs)
      const { name } = history.study
      return {
        fileName: `${fileNamePart(name)}-${layout}.csv`,
        mediaType: 'text/csv',
        bytes: drawUp(layout, name, runs),
      }
    },

    async comparison({ studyId, runIds, ...look }) {
      const history = study(studyId)
      const runs = await chooseRuns(history, runIds, readEpochs)
      const { name } = history.study
      // A run without an epoch has no curve, and no place in the legend.
      const drawn = runs.filter(({ rows }) => rows.length > 0)
      const ids = new Set(drawn.map((chosen) => chosen.run.id))
      return picture(`${fileNamePart(name)}-${dashed(look.metric)}`, {
        kind: 'comparison',
        title: name,
        runs: drawn.map((chosen) => ({
          ...painted(chosen),
          fromEpoch: lineStart(chosen.run, ids),
        })),
        look,
      })
    },

    async runChart({ runId, ...look }) {
      const history = study(run(runId).studyId)
      const [chosen] = await chooseRuns(history, [runId], readEpochs)
      if (!chosen) throw new LabError('not-found', `The trial of the run "${runId}" is gone.`)
      const { trial, run: shown } = chosen
      const seed = `seed ${shown.seed}`
      return picture(`${fileNamePart(trial.name)}-${fileNamePart(seed)}-${dashed(look.chart)}`, {
        kind: 'run',
        title: `${trial.name}, ${seed}`,
        run: painted(chosen),
        look,
      })
    },

    scheduleChart: createScheduleChart(painter),
  }
}
