import { resolve } from 'node:path'
import type { Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import { firstCompareView } from '../../shared/domain/compare/compare-view'
import { asStudyId } from '../../shared/domain/ids'
import { callersFolder } from '../data-dir-here'
import { writeExportFiles } from '../services/exports'
import type { Lab } from '../services/lab'
import { lookOf, saysLook, withLook, type LookOptions } from './look-options'
import { dataDirOption, readLab, type LabOptions } from './with-lab'

interface ReportOptions extends LabOptions, LookOptions {
  readonly out: string
  readonly html?: true
  readonly markdown?: true
  readonly json?: true
}

/** `cooldown study report`: a study as a page that works by itself, or as Markdown. */
export function addStudyReport(study: Command): void {
  withLook(
    study
      .command('report <study>')
      .description('write a report of a study: findings, fairness, charts, runs and recipes')
      .option('--out <folder>', 'where to write', '.')
      .option('--html', 'one page that works without Cooldown (the default)')
      .option('--markdown', 'Markdown, for a repository or a notebook'),
  )
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action((id: string, options: ReportOptions) =>
      readLab(options, (lab) => writeReports(lab, id, options)),
    )
}

async function writeReports(lab: Lab, id: string, options: ReportOptions): Promise<void> {
  const { html, markdown, out, json } = options
  const studies = await lab.services.studies.list({})
  if (!studies.some(({ study }) => study.id === id)) {
    throw new LabError('not-found', `There is no study "${id}"; "cooldown runs list" names them.`)
  }
  const subject = { kind: 'study', studyId: asStudyId(id) } as const
  const look = saysLook(options) ? lookOf(options, firstCompareView.look.metrics) : undefined
  const formats = [
    ...(html || !markdown ? (['html'] as const) : []),
    ...(markdown ? (['markdown'] as const) : []),
  ]
  const files = []
  for (const format of formats) {
    files.push(await lab.services.exports.report({ subject, look, format }))
  }
  await writeExportFiles(resolve(callersFolder(), out), files)
  const names = files.map(({ fileName }) => fileName)
  process.stdout.write(
    json
      ? `${JSON.stringify({ event: 'reported', study: id, folder: out, files: names })}\n`
      : `${names.join(', ')}: ${out}\n`,
  )
}
