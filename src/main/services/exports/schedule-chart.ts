import type { ExportedFile, ScheduleChartRequest } from '../../../shared/contract/exports'
import type { Painter } from '../ports'
import { fileNamePart } from './file-names'

const mediaTypes: Record<ScheduleChartRequest['format'], string> = {
  png: 'image/png',
  svg: 'image/svg+xml',
}

/**
 * The chart of schedules as a finished file. Rejects with a `bad-input` LabError when one of them
 * does not fit the run, naming it.
 */
export const createScheduleChart =
  (painter: Painter) =>
  async (request: ScheduleChartRequest): Promise<ExportedFile> => {
    const { title, lines, totalEpochs, stepsPerEpoch, format, ...look } = request
    return {
      fileName: `${fileNamePart(title, 'schedules')}.${format}`,
      mediaType: mediaTypes[format],
      bytes: await painter.paint({
        kind: 'schedules',
        title,
        lines,
        length: { totalEpochs, stepsPerEpoch },
        look,
        format,
      }),
    }
  }
