import type { LabServices } from '../../../shared/contract/api'
import { LabError } from '../../../shared/contract/errors'
import type { RunId, StudyId } from '../../../shared/domain/ids'
import type { RunRecord } from '../../../shared/domain/run'
import type { StudyHistory } from '../../../shared/domain/study'
import {
  comparisonPicture,
  drawnNumbers,
  eventFiles,
  everything,
  type ComparisonParts,
} from './comparison'
import { dashed, fileNamePart } from './file-names'
import { otherChart } from './other-charts'
import { paintedFile } from './painted-file'
import { createReport, type ReportParts } from './report'
import { chooseRuns } from './selection'
import { createScheduleChart } from './schedule-chart'
import { drawUp } from './tables'

export { createScheduleChart } from './schedule-chart'
export { writeExportFiles } from './write-files'

export interface ExportParts extends ComparisonParts {
  readonly study: (studyId: StudyId) => StudyHistory
  readonly run: (runId: RunId) => RunRecord
  readonly report: ReportParts
}

/** Tables and pictures of runs as finished files; what is on disk of a running run counts. */
export function createExports(parts: ExportParts): LabServices['exports'] {
  const { study, run, readEpochs, painter } = parts

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

    comparison: (request) => comparisonPicture(parts, request),
    chart: (request) => otherChart(parts, request),
    drawn: (request) => drawnNumbers(parts, request),
    everything: (request) => everything(parts, request),
    eventFiles: (request) => eventFiles(parts, request),
    report: (request) => createReport(parts, parts.report, request),

    async runChart({ runId, chart, logarithmic, ...picture }) {
      const history = study(run(runId).studyId)
      const [chosen] = await chooseRuns(history, [runId], readEpochs)
      if (!chosen) throw new LabError('not-found', `The trial of the run "${runId}" is gone.`)
      const { trial, trialIndex, run: shown, rows } = chosen
      const seed = `seed ${shown.seed}`
      const name = `${fileNamePart(trial.name)}-${fileNamePart(seed)}-${dashed(chart)}`
      return paintedFile(painter, name, {
        kind: 'run',
        title: `${trial.name}, ${seed}`,
        run: { name: trial.name, style: trialIndex, rows },
        look: { chart, logarithmic },
        picture,
      })
    },

    scheduleChart: createScheduleChart(painter),
  }
}
