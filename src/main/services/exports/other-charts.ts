import type { ChartRequest, ExportedFile } from '../../../shared/contract/exports'
import { LabError } from '../../../shared/contract/errors'
import { overfittingGaps } from '../../../shared/domain/compare/gaps'
import { pairedDifferences } from '../../../shared/domain/compare/paired'
import { fieldNamed } from '../../../shared/domain/compare/run-fields'
import type { Painter, PaintRequest } from '../ports'
import { fairnessNotes } from './fairness-notes'
import { fileNamePart } from './file-names'
import { gather, type Gathered, type GatherParts } from './gathered'
import { paintedFile } from './painted-file'

type Request = Pick<ChartRequest, 'chart' | 'width' | 'height'>

/** What is to be painted, but for how the picture is written. */
type Painted =
  | Omit<Extract<PaintRequest, { readonly kind: 'differences' }>, 'picture'>
  | Omit<Extract<PaintRequest, { readonly kind: 'gaps' }>, 'picture'>
  | Omit<Extract<PaintRequest, { readonly kind: 'fields' }>, 'picture'>

function refuseUnknownFields(names: readonly string[]): void {
  const unknown = names.find((name) => fieldNamed(name) === null)
  if (unknown === undefined) return
  throw new LabError('bad-input', `Runs have no field "${unknown}".`)
}

function chartOf(gathered: Gathered, { chart, width, height }: Request): Painted {
  const { title, runs, sources } = gathered
  const rowsOf = (runId: string) => sources.get(runId)?.rows
  const file = { ...(width && { width }), ...(height && { height }) }
  const around = { title, notes: fairnessNotes(gathered).sentences, file }
  switch (chart.kind) {
    case 'differences': {
      const comparison = pairedDifferences({ ...chart, runs, rowsOf })
      if (comparison) return { kind: 'differences', chart: { ...around, comparison } }
      throw new LabError(
        'bad-input',
        'Differences need runs of at least two groups; there is none.',
      )
    }
    case 'gaps': {
      const gaps = overfittingGaps(runs, chart.groupBy, rowsOf)
      return { kind: 'gaps', chart: { ...around, gaps } }
    }
    case 'scatter':
    case 'parallel': {
      const axes = chart.kind === 'scatter' ? [chart.x, chart.y] : chart.fields
      refuseUnknownFields([...axes, ...(chart.colourBy === null ? [] : [chart.colourBy])])
      const rows = new Map([...sources].map(([id, source]) => [id, source.rows]))
      return { kind: 'fields', chart: { ...around, runs, rows, order: chart } }
    }
  }
}

/** One of a comparison's other charts as a picture. */
export async function otherChart(
  parts: GatherParts & { readonly painter: Painter },
  { runs, importIds, title, chart, width, height, ...picture }: ChartRequest,
): Promise<ExportedFile> {
  const gathered = await gather(parts, { runs, importIds, title })
  const request = chartOf(gathered, { chart, width, height })
  const name = `${fileNamePart(gathered.title)}-${chart.kind}`
  return paintedFile(parts.painter, name, { ...request, picture })
}
