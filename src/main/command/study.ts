import { Option, type Command } from 'commander'
import { studyRecipeChanges } from '../../shared/contract/recipe-changes'
import { asTrialId } from '../../shared/domain/ids'
import {
  modelPresets,
  optimizerPresets,
  type ModelPreset,
  type OptimizerPreset,
} from '../../shared/domain/presets'
import type { Compiler } from '../../shared/domain/recipe'
import type { StudyRecipeChanges } from '../../shared/domain/recipe-changes'
import { studyTemplates } from '../../shared/domain/study-templates'
import type { Lab } from '../services/lab'
import { exportStudy } from './export-study'
import { followRuns, reportOn } from './follow-runs'
import { wholeBetween } from './options'
import { presetOf, readChecked } from './recipe-input'
import { createReporter } from './reporters'
import { addStudyEstimate } from './study-estimate'
import { addStudyFiles } from './study-files'
import {
  isStudyFile,
  readDraft,
  wishedDraft,
  withStudyWishes,
  type StudyWishes,
} from './study-input'
import { addStudyReport } from './study-report'
import { dataDirOption, withLab, type LabOptions } from './with-lab'

type Order = Parameters<Lab['services']['studies']['create']>[0]

interface RecipeOptions {
  readonly recipe?: string
  readonly model?: ModelPreset
  readonly optimizer?: OptimizerPreset
  readonly compiler?: Compiler
}

interface RunOptions extends LabOptions, RecipeOptions, StudyWishes {
  readonly out?: string
  readonly json?: true
}

const idsOf = (presets: readonly { readonly id: string }[]) =>
  presets.map(({ id }) => id).join(', ')

/** `cooldown study`: run, estimate, templates, and studies as files. */
export function addStudy(program: Command): void {
  const study = program.command('study').description('run, plan and keep studies')
  withStudyWishes(
    study
      .command('run <study>')
      .description('train every trial of a template, such as "article", or of a study file'),
  )
    .option('--recipe <file>', "JSON with fields to have in place of the template's; - for a pipe")
    .option('--model <preset>', idsOf(modelPresets), presetOf(modelPresets))
    .option('--optimizer <preset>', idsOf(optimizerPresets), presetOf(optimizerPresets))
    .addOption(
      new Option('--compiler <name>', 'what compiles the training').choices(['tensorflow', 'xla']),
    )
    .option('--parallel <n>', 'trainers at once', wholeBetween(1, 64))
    .option('--out <folder>', 'write epochs.csv, wide.csv, summary.csv and three PNGs there')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON per epoch and one for the study')
    .action(async (given: string, options: RunOptions) => {
      const order = await orderFor(given, options, await changesFrom(options))
      await withLab(options, 'command line', (lab) => runStudy(lab, order, options))
    })
  addStudyFiles(study)
  addStudyReport(study)
  addStudyEstimate(study)
  study
    .command('templates')
    .description('list the templates and their trials')
    .option('--json', 'print one line of JSON')
    .action(({ json }: { json?: true }) => {
      process.stdout.write(json ? `${JSON.stringify(studyTemplates)}\n` : describeTemplates())
    })
}

function describeTemplates(): string {
  return studyTemplates
    .flatMap(({ id, name, trials }) => [
      `${id}: ${name}`,
      ...trials.map((trial) => `  ${trial.id.padEnd(20)}${trial.name}`),
    ])
    .map((line) => `${line}\n`)
    .join('')
}

/** The file's fields, and over them those that have an option of their own. */
async function changesFrom(options: RecipeOptions): Promise<StudyRecipeChanges> {
  const { recipe, model, optimizer, compiler } = options
  return {
    ...(recipe !== undefined && (await readChecked(recipe, studyRecipeChanges))),
    ...(model && { model: model.model }),
    ...(optimizer && { optimizer: optimizer.optimizer }),
    ...(compiler && { compiler }),
  }
}

/** A template keeps its name in the history; what is varied, or stands in a file, goes whole. */
async function orderFor(
  given: string,
  wishes: StudyWishes,
  recipe: StudyRecipeChanges,
): Promise<Order> {
  if (isStudyFile(given) || wishes.vary) {
    return { draft: wishedDraft(await readDraft(given), wishes, recipe) }
  }
  const { epochs, trials, seeds } = wishes
  const own = studyTemplates.find(({ id }) => id === given)?.seeds
  return {
    templateId: given,
    totalEpochs: epochs,
    trialIds: trials?.map(asTrialId),
    recipe,
    seeds: [...(seeds ?? own ?? [1])],
  }
}

async function runStudy(lab: Lab, order: Order, { out, json }: RunOptions): Promise<void> {
  const { studies } = lab.services
  const reporter = createReporter(json === true)
  reportOn(lab, reporter)
  lab.on('studyChanged', (history) => reporter.started(history))
  const begin = async () => {
    const { study, runs } = await studies.create(order)
    return { studyId: study.id, runIds: runs.map(({ id }) => id) }
  }
  const history = await followRuns(lab, reporter, begin, ({ studyId }) => studies.stop({ studyId }))
  if (out !== undefined) await exportStudy(lab, history.study.id, out)
  reporter.ended(history, out)
}
