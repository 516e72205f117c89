import { InvalidArgumentError, Option, type Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import { readStudyFile } from '../../shared/contract/study-file'
import { withChanges, type StudyRecipeChanges } from '../../shared/domain/recipe-changes'
import { draftOfTemplate, type StudyDraft } from '../../shared/domain/study-plan/draft'
import { parseValues } from '../../shared/domain/study-plan/parse-values'
import { settingAt } from '../../shared/domain/study-plan/settings'
import { varied, type Axis } from '../../shared/domain/study-plan/vary'
import { studyTemplates } from '../../shared/domain/study-templates'
import { nameList, seedList, wholeBetween } from './options'
import { nameOf, readText } from './schedule-files'

/** What a person asks for in place of what a study says. */
export interface StudyWishes {
  readonly name?: string
  readonly epochs?: number
  readonly trials?: readonly string[]
  readonly seeds?: readonly number[]
  readonly vary?: readonly Variation[]
}

interface Variation {
  readonly path: string
  readonly values: string
}

/** Parses what is varied, such as `batchSize=32,64`. */
function variation(text: string, before: readonly Variation[] = []): readonly Variation[] {
  const [, path, values] = /^\s*([\w.]+)\s*=(.*)$/s.exec(text) ?? []
  if (path === undefined || values === undefined) {
    throw new InvalidArgumentError('It must be a setting and its values, such as batchSize=32,64.')
  }
  return [...before, { path, values }]
}

/** Adds the options by which a study is cut down, lengthened or varied. */
export const withStudyWishes = (command: Command): Command =>
  command
    .option('--epochs <n>', 'length of every run', wholeBetween(1, 10_000))
    .option('--trials <names>', 'only these trials, by id or name, such as linear,step', nameList)
    .option('--seeds <list>', 'seeds, such as 1,2,5-8', seedList)
    .addOption(
      new Option(
        '--vary <setting=values>',
        'a trial for each value, such as rate=0.01..1 log 5; given again, for each combination',
      ).argParser(variation),
    )

/** True for what is the name of a file, not of a template. */
export const isStudyFile = (given: string) =>
  given === '-' || given.endsWith('.json') || /[/\\]/.test(given)

/** The draft in a study file, or that of a template. */
export async function readDraft(given: string): Promise<StudyDraft> {
  if (isStudyFile(given)) {
    const read = readStudyFile(await readText(given))
    if (read.ok) return read.draft
    throw new LabError('bad-input', `${nameOf(given)}: ${read.problem}.`)
  }
  const template = studyTemplates.find(({ id }) => id === given)
  if (template) return draftOfTemplate(template)
  const known = studyTemplates.map(({ id }) => id).join(', ')
  throw new LabError(
    'not-found',
    `There is no study template "${given}"; there are ${known}. A study file ends with .json.`,
  )
}

function chosen({ trials }: StudyDraft, wanted: readonly string[]) {
  const unknown = wanted.find(
    (each) => !trials.some(({ id, name }) => each === id || each === name),
  )
  if (unknown === undefined) {
    return trials.filter(({ id, name }) => wanted.includes(id) || wanted.includes(name))
  }
  const known = trials.map(({ id }) => id).join(', ')
  throw new LabError('not-found', `There is no trial "${unknown}"; there are ${known}.`)
}

function axisOf(draft: StudyDraft, { path, values }: Variation): Axis {
  const setting = draft.trials
    .map(({ recipe }) => settingAt(recipe, path))
    .find((each) => each !== undefined)
  if (!setting) {
    throw new LabError(
      'bad-input',
      `--vary: no trial has a setting "${path}"; "study settings" lists what there is.`,
    )
  }
  const read = parseValues(values, setting)
  if (read.ok) return { kind: 'setting', path, values: read.values }
  throw new LabError('bad-input', `--vary ${path}: ${read.problem}`)
}

/** The draft as it is asked for: trials chosen, then changed, then varied. */
export function wishedDraft(
  draft: StudyDraft,
  { name, epochs, trials: wanted, seeds, vary = [] }: StudyWishes,
  changes: StudyRecipeChanges = {},
): StudyDraft {
  const trials = (wanted ? chosen(draft, wanted) : draft.trials).map((trial) => ({
    ...trial,
    recipe: withChanges(trial.recipe, { ...changes, totalEpochs: epochs }),
  }))
  const changed = { ...draft, trials, seeds: seeds ?? draft.seeds, name: name ?? draft.name }
  if (vary.length === 0) return changed
  const axes = vary.map((each) => axisOf(changed, each))
  try {
    return { ...changed, trials: varied(trials, axes) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new LabError('bad-input', `--vary: ${error.message}.`)
  }
}
