import type { ExportedFile, ScheduleChartRequest } from '../../../shared/contract/exports'
import type { Painter } from '../ports'
import { fileNamePart } from './file-names'
import { paintedFile } from './painted-file'

/**
 * The chart of schedules as a finished file. Rejects with a `bad-input` LabError when one of them
 * does not fit the run, naming it.
 */
export const createScheduleChart =
  (painter: Painter) =>
  async (request: ScheduleChartRequest): Promise<ExportedFile> => {
    const { title, lines, totalEpochs, stepsPerEpoch, axis, logarithmic, ...picture } = request
    return paintedFile(painter, fileNamePart(title, 'schedules'), {
      kind: 'schedules',
      title,
      lines,
      length: { totalEpochs, stepsPerEpoch },
      look: { axis, logarithmic },
      picture,
    })
  }
