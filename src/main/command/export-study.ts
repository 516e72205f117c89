import { resolve } from 'node:path'
import type { RunId, StudyId } from '../../shared/domain/ids'
import type { Lab } from '../services/lab'
import { callersFolder } from '../data-dir-here'
import { writeExportFiles } from '../services/exports'

const tables = [
  { layout: 'epochs', fileName: 'epochs.csv' },
  { layout: 'wide', fileName: 'wide.csv' },
  { layout: 'summary', fileName: 'summary.csv' },
] as const

const pictures = [
  { metric: 'valLoss', fileName: 'validation-loss.png', logarithmic: false },
  { metric: 'valAccuracy', fileName: 'validation-accuracy.png', logarithmic: false },
  { metric: 'learningRate', fileName: 'learning-rate.png', logarithmic: false },
] as const

/** Writes the three tables and the three comparison pictures of a study into a folder. */
export async function exportStudy(
  { services }: Lab,
  studyId: StudyId,
  folder: string,
  runIds?: readonly RunId[],
): Promise<void> {
  const selection = { studyId, runIds: runIds && [...runIds] }
  const files = []
  for (const { layout, fileName } of tables) {
    files.push({ ...(await services.exports.table({ ...selection, layout })), fileName })
  }
  for (const { fileName, ...what } of pictures) {
    const request = { ...selection, ...what, theme: 'light' as const, scale: 2 }
    files.push({ ...(await services.exports.comparison(request)), fileName })
  }
  await writeExportFiles(resolve(callersFolder(), folder), files)
}
