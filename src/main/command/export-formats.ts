import type { ExportedFile } from '../../shared/contract/exports'
import type { CompareLook } from '../../shared/domain/compare/compare-view'
import type { MetricAt } from '../../shared/domain/compare/metric-at'
import type { RunId } from '../../shared/domain/ids'
import type { Lab } from '../services/lab'
import { dashed } from '../services/exports/file-names'

/** What can be taken out, by the names that the command line has for it. */
export const exportFormats = [
  'png',
  'svg',
  'differences',
  'gaps',
  'drawn',
  'drawn-wide',
  'drawn-json',
  'everything',
  'everything-json',
  'tensorboard',
  'html',
  'markdown',
  'bundle',
] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What is exported, and how. */
export interface ExportOrder {
  readonly runIds: readonly RunId[]
  readonly importIds: readonly string[]
  readonly title: string | undefined
  readonly look: CompareLook
  /** Whether the look was asked for; reports choose their own otherwise. */
  readonly ownLook: boolean
  /** What differences are taken of. */
  readonly objective: MetricAt
  readonly steps: boolean
  readonly theme: 'light' | 'dark'
  readonly scale: number
  /** Of differences and gaps. */
  readonly format: 'png' | 'svg'
  readonly transparent: boolean
  readonly width: number | undefined
  readonly height: number | undefined
}

type NamedFile = Pick<ExportedFile, 'fileName' | 'bytes'>

const renamed = async (fileName: string, file: Promise<ExportedFile>): Promise<NamedFile> => ({
  fileName,
  bytes: (await file).bytes,
})

const chosen = ({ runIds, importIds, title }: ExportOrder) => ({
  runs: runIds.map((runId) => ({ runId })),
  importIds: [...importIds],
  title,
})

async function pictures(
  { services }: Lab,
  order: ExportOrder,
  format: 'png' | 'svg',
): Promise<NamedFile[]> {
  const { look, theme, scale, transparent, width, height } = order
  const files: NamedFile[] = []
  for (const metric of look.metrics) {
    const picture = { theme, scale, format, transparent, width, height }
    const file = services.exports.comparison({ ...chosen(order), ...picture, look, metric })
    files.push(await renamed(`${dashed(metric)}.${format}`, file))
  }
  return files
}

/** Paired differences or overfitting gaps; as SVG where pictures without pixels are asked for. */
async function rowsPicture(
  { services }: Lab,
  order: ExportOrder,
  kind: 'differences' | 'gaps',
): Promise<NamedFile[]> {
  const { look, objective, theme, scale, transparent, width, height, format } = order
  const { groupBy, baseline } = look
  const chart = kind === 'gaps' ? { kind, groupBy } : { kind, objective, groupBy, baseline }
  const picture = { theme, scale, format, transparent, width, height }
  const file = services.exports.chart({ ...chosen(order), ...picture, chart })
  return [await renamed(`${kind}.${format}`, file)]
}

async function everything({ services }: Lab, order: ExportOrder): Promise<NamedFile[]> {
  const ask = (steps: boolean) =>
    services.exports.everything({ ...chosen(order), steps, format: 'csv' })
  const epochs = await renamed('everything.csv', ask(false))
  return order.steps ? [epochs, await renamed('steps.csv', ask(true))] : [epochs]
}

/** The files of one format, under the same names each time. */
export async function filesOf(
  lab: Lab,
  order: ExportOrder,
  format: ExportFormat,
): Promise<readonly NamedFile[]> {
  const { exports, bundles } = lab.services
  const { look, steps } = order
  const runs = chosen(order)
  const report = (as: 'html' | 'markdown') =>
    exports.report({
      subject: { kind: 'comparison', ...runs },
      look: order.ownLook ? look : undefined,
      format: as,
    })
  switch (format) {
    case 'png':
    case 'svg':
      return pictures(lab, order, format)
    case 'differences':
    case 'gaps':
      return rowsPicture(lab, order, format)
    case 'drawn':
      return [await renamed('drawn.csv', exports.drawn({ ...runs, look, layout: 'tidy' }))]
    case 'drawn-wide':
      return [await renamed('drawn-wide.csv', exports.drawn({ ...runs, look, layout: 'wide' }))]
    case 'drawn-json':
      return [await renamed('drawn.json', exports.drawn({ ...runs, look, layout: 'json' }))]
    case 'everything':
      return everything(lab, order)
    case 'everything-json': {
      const file = exports.everything({ ...runs, steps, format: 'json' })
      return [await renamed('everything.json', file)]
    }
    case 'tensorboard':
      return [await renamed('events.zip', exports.eventFiles({ ...runs, steps }))]
    case 'html':
      return [await renamed('report.html', report('html'))]
    case 'markdown':
      return [await renamed('report.md', report('markdown'))]
    case 'bundle': {
      const file = bundles.make({ studyIds: [], runIds: [...order.runIds] })
      return [await renamed('runs.cooldown-bundle.zip', file)]
    }
  }
}
