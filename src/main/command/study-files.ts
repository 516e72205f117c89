import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import { asStudyId } from '../../shared/domain/ids'
import { plural } from '../../shared/domain/format'
import { problemText } from '../../shared/domain/recipe-check'
import { draftProblems, recipeProblems } from '../../shared/domain/study-plan/check-draft'
import { draftOfStudy, runsOf, type StudyDraft } from '../../shared/domain/study-plan/draft'
import { valueText } from '../../shared/domain/study-plan/parse-values'
import { settingsOf, sharedValue } from '../../shared/domain/study-plan/settings'
import { studyFileText } from '../../shared/domain/study-plan/study-file'
import { callersFolder } from '../data-dir-here'
import { reasonOf } from '../services/file-reasons'
import { readDraft, wishedDraft, withStudyWishes, type StudyWishes } from './study-input'
import { dataDirOption, readLab, type LabOptions } from './with-lab'

interface NewOptions extends StudyWishes {
  readonly from?: string
  readonly template?: string
  readonly out?: string
}

/** `cooldown study new`, `settings` and `export`: studies as files, without training anything. */
export function addStudyFiles(study: Command): void {
  withStudyWishes(
    study
      .command('new')
      .description('write a study file, made from a template or another file')
      .option('--template <id>', 'the template to begin with (default: article)')
      .option('--from <file>', 'the study file to begin with; - reads a pipe')
      .option('--name <text>', 'name of the new study'),
  )
    .option('--out <file>', 'where to write it (default: standard output)')
    .action(async ({ from, template, out, ...wishes }: NewOptions) => {
      if (from !== undefined && template !== undefined) {
        throw new LabError('bad-input', 'A study begins with --from or --template, not with both.')
      }
      await give(sound(wishedDraft(await readDraft(from ?? template ?? 'article'), wishes)), out)
    })
  study
    .command('settings <study>')
    .description('list what --vary can change in all trials of a template or study file')
    .option('--json', 'print one line of JSON')
    .action(async (given: string, { json }: { json?: true }) => {
      const rows = settingRows(await readDraft(given))
      process.stdout.write(json ? `${JSON.stringify(rows)}\n` : settingTable(rows))
    })
  study
    .command('export <id>')
    .description('write a study of the history as a study file, without its runs')
    .option('--out <file>', 'where to write it (default: standard output)')
    .option(...dataDirOption)
    .action((id: string, options: LabOptions & { readonly out?: string }) =>
      readLab(options, async (lab) => {
        const { study: kept } = await lab.services.studies.get({ studyId: asStudyId(id) })
        await give(draftOfStudy(kept), options.out)
      }),
    )
}

/** A file that cannot be trained would only be found out later. */
function sound(draft: StudyDraft): StudyDraft {
  const problems = [
    ...draftProblems(draft),
    ...draft.trials.flatMap(({ name, recipe }) =>
      recipeProblems(recipe).map((problem) => `Trial "${name}": ${problemText(problem)}.`),
    ),
  ]
  if (problems.length === 0) return draft
  throw new LabError(
    'bad-input',
    `This study cannot be trained, for ${plural(problems.length, 'reason')}:\n  ${problems.slice(0, 20).join('\n  ')}`,
  )
}

async function give(draft: StudyDraft, out: string | undefined): Promise<void> {
  if (out === undefined) {
    process.stdout.write(studyFileText(draft))
    return
  }
  try {
    await writeFile(resolve(callersFolder(), out), studyFileText(draft))
  } catch (cause) {
    throw new LabError('export-failed', `Cannot write ${out}: ${reasonOf(cause)}.`, { cause })
  }
  const { trials, seeds } = draft
  const sizes = `${plural(trials.length, 'trial')} x ${plural(seeds.length, 'seed')}`
  process.stderr.write(`${out}: ${draft.name}, ${sizes}, ${plural(runsOf(draft), 'run')}\n`)
}

function settingRows({ trials }: StudyDraft) {
  const recipes = trials.map(({ recipe }) => recipe)
  return settingsOf(recipes).map((setting) => {
    const shared = sharedValue(setting, recipes)
    const { path, label, group, meaning, choices } = setting
    const value = shared.kind === 'differs' ? 'differs' : valueText(shared.value)
    return { path, group, label, value, meaning, choices }
  })
}

function settingTable(rows: ReturnType<typeof settingRows>): string {
  const widths = [
    Math.max(...rows.map(({ path }) => path.length)),
    Math.max(...rows.map(({ value }) => value.length)),
  ] as const
  return rows
    .map(({ path, value, label, choices }) => {
      const of = choices.length > 0 ? ` (${choices.join(', ')})` : ''
      return `${path.padEnd(widths[0])}  ${value.padEnd(widths[1])}  ${label}${of}\n`
    })
    .join('')
}
