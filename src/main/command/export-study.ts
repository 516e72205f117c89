import { resolve } from 'node:path'
import type { CurveMetric } from '../../shared/domain/compare/compare-view'
import { firstCompareView } from '../../shared/domain/compare/compare-view'
import type { RunId, StudyId } from '../../shared/domain/ids'
import { latestAttempts } from '../../shared/domain/study'
import type { Lab } from '../services/lab'
import { callersFolder } from '../data-dir-here'
import { writeExportFiles } from '../services/exports'

const tables = [
  { layout: 'epochs', fileName: 'epochs.csv' },
  { layout: 'wide', fileName: 'wide.csv' },
  { layout: 'summary', fileName: 'summary.csv' },
] as const

const pictures: readonly { readonly metric: CurveMetric; readonly fileName: string }[] = [
  { metric: 'valLoss', fileName: 'validation-loss.png' },
  { metric: 'valAccuracy', fileName: 'validation-accuracy.png' },
  { metric: 'learningRate', fileName: 'learning-rate.png' },
]

/** Writes the three tables and the three comparison pictures of a study into a folder. */
export async function exportStudy(
  { services }: Lab,
  studyId: StudyId,
  folder: string,
  runIds?: readonly RunId[],
): Promise<void> {
  const files = []
  for (const { layout, fileName } of tables) {
    const request = { studyId, runIds: runIds && [...runIds], layout }
    files.push({ ...(await services.exports.table(request)), fileName })
  }
  const history = await services.studies.get({ studyId })
  const drawn = runIds ?? latestAttempts(history).map(({ id }) => id)
  for (const { metric, fileName } of pictures) {
    const file = await services.exports.comparison({
      runs: drawn.map((runId) => ({ runId })),
      importIds: [],
      title: history.study.name,
      metric,
      look: { ...firstCompareView.look, metrics: [metric] },
      theme: 'light',
      scale: 2,
      format: 'png',
      transparent: false,
    })
    files.push({ ...file, fileName })
  }
  await writeExportFiles(resolve(callersFolder(), folder), files)
}
