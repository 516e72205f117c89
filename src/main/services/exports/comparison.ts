import type {
  ComparisonRequest,
  DrawnRequest,
  EventFilesRequest,
  EverythingRequest,
  ExportedFile,
} from '../../../shared/contract/exports'
import { LabError } from '../../../shared/contract/errors'
import { formatCount } from '../../../shared/domain/format'
import type { RunId } from '../../../shared/domain/ids'
import type { StepSeries } from '../../../shared/domain/series'
import { mapSome } from '../map-some'
import type { Painter } from '../ports'
import { zipped } from './archive'
import { breather } from './breathe'
import { drawnFile, panelOf } from './drawn'
import { eventFilesOf } from './events/run-events'
import { allEpochs, allSteps, everythingAsJson, type AllSteps } from './everything'
import { fairnessNotes } from './fairness-notes'
import { dashed, fileNamePart } from './file-names'
import { gather, type Gathered, type GatherParts } from './gathered'
import { paintedFile } from './painted-file'

export interface ComparisonParts extends GatherParts {
  readonly readSteps: (runId: RunId) => Promise<StepSeries>
  readonly painter: Painter
}

/** A table of more would not fit into memory while it is made. */
const mostSteps = 5_000_000

function refuseTooManySteps({ runs }: Gathered): void {
  const steps = runs.reduce((sum, { run }) => sum + run.epochsDone * run.stepsPerEpoch, 0)
  if (steps <= mostSteps) return
  throw new LabError(
    'bad-input',
    `These runs have ${formatCount(steps)} steps; a file of steps holds at most ${formatCount(mostSteps)}. Choose fewer runs.`,
  )
}

async function stepsOf(parts: ComparisonParts, gathered: Gathered): Promise<AllSteps> {
  refuseTooManySteps(gathered)
  const read = await mapSome(
    gathered.runs,
    async ({ run }) => [run.id, await parts.readSteps(run.id)] as const,
  )
  return new Map(read)
}

const tables = {
  csv: { mediaType: 'text/csv', ending: 'csv' },
  json: { mediaType: 'application/json', ending: 'json' },
} as const

/** One metric of a comparison as a picture. */
export async function comparisonPicture(
  parts: ComparisonParts,
  request: ComparisonRequest,
): Promise<ExportedFile> {
  const { runs, importIds, title: wished, look, metric, width, height, ...picture } = request
  const gathered = await gather(parts, { runs, importIds, title: wished, x: look.x })
  const { lines, notes } = panelOf(gathered, look, metric)
  const { title } = gathered
  return paintedFile(parts.painter, `${fileNamePart(title)}-${dashed(metric)}`, {
    kind: 'comparison',
    chart: {
      title,
      lines,
      metric,
      look,
      notes: [...notes, ...fairnessNotes(gathered).sentences],
      file: { ...(width && { width }), ...(height && { height }) },
    },
    picture,
  })
}

/** The numbers of exactly what a comparison draws. */
export async function drawnNumbers(
  parts: GatherParts,
  request: DrawnRequest,
): Promise<ExportedFile> {
  const { layout, look, metric, ...order } = request
  const gathered = await gather(parts, { ...order, x: look.x })
  const metrics = metric === undefined ? look.metrics : [metric]
  const panels = metrics.map((each) => panelOf(gathered, look, each))
  const { sentences, labels } = fairnessNotes(gathered)
  const { title } = gathered
  const { mediaType, ending } = tables[layout === 'json' ? 'json' : 'csv']
  const what = metric === undefined ? 'drawn' : dashed(metric)
  return {
    fileName: `${fileNamePart(title)}-${what}${layout === 'wide' ? '-wide' : ''}.${ending}`,
    mediaType,
    bytes: await drawnFile(panels, layout, {
      title,
      look,
      fairness: sentences,
      fairnessLabels: labels,
    }),
  }
}

/** Every epoch or step of the runs. */
export async function everything(
  parts: ComparisonParts,
  { steps, format, ...order }: EverythingRequest,
): Promise<ExportedFile> {
  const gathered = await gather(parts, order)
  const series: AllSteps = steps ? await stepsOf(parts, gathered) : new Map()
  const { mediaType, ending } = tables[format]
  const bytes = async () => {
    if (format === 'json') return everythingAsJson(gathered, series)
    return steps ? allSteps(gathered, series) : allEpochs(gathered)
  }
  const what = format === 'csv' && steps ? 'steps' : 'everything'
  return {
    fileName: `${fileNamePart(gathered.title)}-${what}.${ending}`,
    mediaType,
    bytes: await bytes(),
  }
}

/** A folder for each name; names that look alike are numbered. */
function folderNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const plain = fileNamePart(name, 'run')
    let folder = plain
    for (let copy = 2; taken.has(folder); copy++) folder = `${plain}-${copy}`
    taken.add(folder)
    return folder
  })
}

/** TensorBoard's event files of the runs that have an epoch. */
export async function eventFiles(
  parts: ComparisonParts,
  { steps, ...order }: EventFilesRequest,
): Promise<ExportedFile> {
  const gathered = await gather(parts, { ...order, importIds: [] })
  const series: AllSteps = steps ? await stepsOf(parts, gathered) : new Map()
  const folders = folderNames(gathered.runs.map(({ name }) => name))
  const breathe = breather()
  const files = await mapSome(gathered.runs, async ({ run }) => {
    const rows = await parts.readEpochs(run.id)
    await breathe()
    return eventFilesOf({ run, rows, steps: series.get(run.id) ?? null })
  })
  const archived = files.flatMap((own, at) =>
    own.map(({ path, bytes }) => ({ path: `${folders[at] ?? at}/${path}`, bytes })),
  )
  if (archived.length === 0) {
    throw new LabError('bad-input', 'None of these runs has a finished epoch to write events of.')
  }
  return {
    fileName: `${fileNamePart(gathered.title)}-events.zip`,
    mediaType: 'application/zip',
    bytes: await zipped(archived),
  }
}
