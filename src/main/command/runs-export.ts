import { resolve } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import { comparedRuns } from '../../shared/domain/compare/compared-runs'
import { firstCompareView } from '../../shared/domain/compare/compare-view'
import { readMetricAt, type MetricAt } from '../../shared/domain/compare/metric-at'
import { asRunId, type RunId } from '../../shared/domain/ids'
import { latestAttempts, type StudyHistory } from '../../shared/domain/study'
import { callersFolder } from '../data-dir-here'
import { writeExportFiles } from '../services/exports'
import type { Lab } from '../services/lab'
import { exportFormats, filesOf, type ExportFormat } from './export-formats'
import { exportStudy } from './export-study'
import { lookOf, saysLook, withLook, type LookOptions } from './look-options'
import { nameList, wholeBetween } from './options'
import { runsWhere } from './where'
import { dataDirOption, readLab, type LabOptions } from './with-lab'

interface ExportOptions extends LabOptions, LookOptions {
  readonly out: string
  readonly study?: string
  readonly runs?: readonly string[]
  readonly where?: string
  readonly imports?: readonly string[]
  readonly formats?: readonly ExportFormat[]
  readonly objective?: MetricAt
  readonly steps?: true
  readonly title?: string
  readonly theme: 'light' | 'dark'
  readonly scale: number
  readonly width?: number
  readonly height?: number
  readonly transparent?: true
  readonly json?: true
}

function formatList(text: string): ExportFormat[] {
  return nameList(text).map((name) => {
    const found = exportFormats.find((format) => format === name)
    if (found) return found
    throw new InvalidArgumentError(`"${name}" is none of ${exportFormats.join(', ')}.`)
  })
}

function objectiveOption(text: string): MetricAt {
  const value = readMetricAt(text)
  if (value) return value
  throw new InvalidArgumentError('It must be such as valLoss, valLoss@best or valAccuracy@10.')
}

/** `cooldown runs export`: tables, pictures, reports and more of any runs. */
export function addExport(runs: Command): void {
  withLook(
    runs
      .command('export')
      .description('write tables, pictures, reports, event files or a bundle of runs')
      .requiredOption('--out <folder>', 'where to write')
      .option('--study <id>', 'the runs of this study (default: the newest)')
      .option('--runs <ids>', 'these runs, of any studies', nameList)
      .option('--where <expression>', 'runs of all studies that it holds for')
      .option('--imports <ids>', 'imported curves to lay over them', nameList)
      .option(
        '--formats <list>',
        `of ${exportFormats.join(', ')} (default: three tables and three pictures of a study)`,
        formatList,
      ),
  )
    .option(
      '--objective <value>',
      'what differences are of (default: valLoss@best)',
      objectiveOption,
    )
    .option('--steps', 'with everything and tensorboard: every step, too')
    .option('--title <text>', 'what stands over pictures and reports')
    .addOption(
      new Option('--theme <name>', 'of pictures').choices(['light', 'dark']).default('light'),
    )
    .option('--scale <n>', 'pixels for each logical one', wholeBetween(1, 4), 2)
    .option('--width <n>', 'logical pixels of a picture', wholeBetween(480, 2400))
    .option('--height <n>', 'the same upwards', wholeBetween(270, 2400))
    .option('--transparent', 'pictures without a ground')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action((options: ExportOptions) => readLab(options, (lab) => exportRuns(lab, options)))
}

function newest(histories: readonly StudyHistory[], id: string | undefined): StudyHistory {
  const found = id === undefined ? histories[0] : histories.find(({ study }) => study.id === id)
  if (found) return found
  throw new LabError(
    'not-found',
    id === undefined
      ? 'There is no study to export yet.'
      : `There is no study "${id}"; "cooldown runs list" names them.`,
  )
}

async function chosenRuns(lab: Lab, options: ExportOptions): Promise<readonly RunId[]> {
  const { runs, where, study } = options
  if (runs) return runs.map(asRunId)
  const histories = await lab.services.studies.list({})
  if (where !== undefined) {
    const all = comparedRuns(histories).filter(
      (each) => study === undefined || each.study.id === study,
    )
    const found = await runsWhere(lab, all, where)
    if (found.length > 0) return found.map(({ run }) => run.id)
    throw new LabError('not-found', `No run matches: ${where}`)
  }
  return latestAttempts(newest(histories, study)).map(({ id }) => id)
}

/** Without formats: the three tables and pictures of one study, under the names they always had. */
async function exportWholeStudy(lab: Lab, { study, runs, out }: ExportOptions): Promise<object> {
  const history = newest(await lab.services.studies.list({}), study)
  await exportStudy(lab, history.study.id, out, runs?.map(asRunId))
  return { study: history.study.id }
}

async function exportFormatsOf(
  lab: Lab,
  options: ExportOptions,
  formats: readonly ExportFormat[],
): Promise<object> {
  const runIds = await chosenRuns(lab, options)
  const order = {
    runIds,
    importIds: options.imports ?? [],
    title: options.title,
    look: lookOf(options, firstCompareView.look.metrics),
    ownLook: saysLook(options),
    objective: options.objective ?? { metric: 'valLoss' as const, at: 'best' as const },
    steps: options.steps === true,
    theme: options.theme,
    scale: options.scale,
    format: formats.includes('svg') ? ('svg' as const) : ('png' as const),
    transparent: options.transparent === true,
    width: options.width,
    height: options.height,
  }
  const files = []
  for (const format of formats) files.push(...(await filesOf(lab, order, format)))
  await writeExportFiles(resolve(callersFolder(), options.out), files)
  return { runs: runIds.length, files: files.map(({ fileName }) => fileName) }
}

async function exportRuns(lab: Lab, options: ExportOptions): Promise<void> {
  const { formats, out, json } = options
  const written =
    formats || options.where !== undefined
      ? await exportFormatsOf(lab, options, formats ?? ['png', 'everything'])
      : await exportWholeStudy(lab, options)
  process.stdout.write(
    json
      ? `${JSON.stringify({ event: 'exported', folder: out, ...written })}\n`
      : `${textOf(written)}: ${out}\n`,
  )
}

function textOf(written: { readonly study?: string; readonly files?: readonly string[] }): string {
  return written.files?.join(', ') ?? `Tables and pictures of ${written.study ?? ''}`
}
