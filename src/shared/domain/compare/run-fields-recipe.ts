import { trainingFacts } from '../describe-recipe'
import { formatRate } from '../format-rate'
import { momentumOf, resolveOptimizer } from '../optimizer'
import { optimizerKinds } from '../optimizer-kinds'
import { splitSizes, type Recipe } from '../recipe'
import { definitionOf, scheduleKinds, type ScheduleKind } from '../schedule'
import { runField, type FieldType, type FieldValue, type RunField } from './field'
import {
  dropoutOf,
  longModel,
  parametersOf,
  penaltyOf,
  regularisation,
  shortModel,
  weightDecayOf,
} from './recipe-words'
import { factsOf, type PlanFacts } from './schedule-facts-of'

interface OfRecipe {
  readonly name: string
  readonly title: string
  readonly meaning: string
  readonly type: FieldType
  readonly read: (recipe: Recipe) => FieldValue
  readonly format?: RunField['format']
}

const ofRecipe = (group: 'Schedule' | 'Training', { read, ...given }: OfRecipe): RunField =>
  runField({ ...given, group, read: ({ trial }) => read(trial.recipe) })

const rateText = (value: FieldValue) => (typeof value === 'number' ? formatRate(value) : '–')

const planned = (name: string, title: string, meaning: string, of: (facts: PlanFacts) => number) =>
  ofRecipe('Schedule', {
    name,
    title,
    meaning,
    type: 'number',
    read: (recipe) => {
      const facts = factsOf(recipe)
      return facts && of(facts)
    },
    format: rateText,
  })

const isKind = (value: FieldValue): value is ScheduleKind =>
  typeof value === 'string' && Object.hasOwn(scheduleKinds, value)

const ofSchedule: readonly RunField[] = [
  ofRecipe('Schedule', {
    name: 'schedule',
    title: 'Schedule',
    meaning: 'Kind of the outermost schedule',
    type: 'text',
    read: ({ schedule }) => schedule.kind,
    format: (value) => (isKind(value) ? definitionOf(value).title : '–'),
  }),
  planned('peakRate', 'Peak rate', 'Highest planned rate', ({ highest }) => highest),
  planned('firstRate', 'First rate', 'Planned rate of the first step', ({ first }) => first),
  planned('lastRate', 'Last rate', 'Planned rate of the last step', ({ last }) => last),
  planned('meanRate', 'Mean rate', 'Mean of the planned rates', ({ mean }) => mean),
  planned('rateSum', 'Sum of rates', 'Sum of the planned rates of all steps', ({ sum }) => sum),
]

/** What stands in the recipe's table under a label. */
const fact = (label: string) => (recipe: Recipe) => {
  const facts =
    told.get(recipe) ?? new Map(trainingFacts(recipe).map((each) => [each.label, each.value]))
  told.set(recipe, facts)
  return facts.get(label) ?? null
}
const told = new WeakMap<Recipe, ReadonlyMap<string, string>>()

const training = (given: OfRecipe) => ofRecipe('Training', given)

const ofTraining: readonly RunField[] = [
  training({
    name: 'optimizer',
    title: 'Optimizer',
    meaning: 'Kind of the optimizer',
    type: 'text',
    read: ({ optimizer }) => optimizer.kind,
    format: (value) =>
      typeof value === 'string' && Object.hasOwn(optimizerKinds, value)
        ? optimizerKinds[value as keyof typeof optimizerKinds].title
        : '–',
  }),
  training({
    name: 'momentum',
    title: 'Momentum',
    meaning: 'Momentum or first beta of the optimizer, where it has one',
    type: 'number',
    read: ({ optimizer }) => momentumOf(resolveOptimizer(optimizer)),
  }),
  training({
    name: 'model',
    title: 'Network',
    meaning: 'Its layers',
    type: 'text',
    read: ({ model }) => longModel(model),
  }),
  training({
    name: 'layers',
    title: 'Layer sizes',
    meaning: 'Units or filters of the layers that have a kernel',
    type: 'text',
    read: ({ model }) => shortModel(model),
  }),
  training({
    name: 'parameters',
    title: 'Parameters',
    meaning: 'Numbers that are trained',
    type: 'number',
    read: parametersOf,
  }),
  training({
    name: 'regularisation',
    title: 'Regularisation',
    meaning: 'Dropout, penalties, weight decay, label smoothing and batch normalisation',
    type: 'text',
    read: regularisation,
  }),
  training({
    name: 'dropout',
    title: 'Dropout',
    meaning: 'Highest dropout rate of its layers',
    type: 'number',
    read: ({ model }) => dropoutOf(model),
  }),
  training({
    name: 'l2',
    title: 'L2',
    meaning: 'Highest L2 penalty of its layers',
    type: 'number',
    read: ({ model }) => penaltyOf(model, 'l2'),
  }),
  training({
    name: 'weightDecay',
    title: 'Weight decay',
    meaning: 'Decoupled weight decay of the optimizer',
    type: 'number',
    read: weightDecayOf,
  }),
  training({
    name: 'labelSmoothing',
    title: 'Label smoothing',
    meaning: 'Share of the target spread over the classes',
    type: 'number',
    read: ({ loss }) => loss?.labelSmoothing ?? 0,
  }),
  training({
    name: 'batchSize',
    title: 'Batch size',
    meaning: 'Images of a step',
    type: 'number',
    read: ({ batchSize }) => batchSize,
  }),
  training({
    name: 'stepsPerEpoch',
    title: 'Steps per epoch',
    meaning: 'Updates of the weights in an epoch',
    type: 'number',
    read: (recipe) => splitSizes(recipe).stepsPerEpoch,
  }),
  training({
    name: 'totalSteps',
    title: 'Planned steps',
    meaning: 'Updates of the weights in the whole planned run',
    type: 'number',
    read: (recipe) => splitSizes(recipe).stepsPerEpoch * recipe.totalEpochs,
  }),
  training({
    name: 'trainImages',
    title: 'Training images',
    meaning: 'Images trained on',
    type: 'number',
    read: (recipe) => splitSizes(recipe).trainImages,
  }),
  training({
    name: 'data',
    title: 'Training data',
    meaning: 'Which images are trained on, in words',
    type: 'text',
    read: fact('Training images'),
  }),
  training({
    name: 'validation',
    title: 'Validation data',
    meaning: 'Which images are validated on, in words',
    type: 'text',
    read: fact('Validation images'),
  }),
  training({
    name: 'earlyStopping',
    title: 'Early stopping',
    meaning: 'When it ends by itself',
    type: 'text',
    read: fact('Early stopping'),
  }),
  training({
    name: 'budget',
    title: 'Budget',
    meaning: 'Steps or seconds after which it ends',
    type: 'text',
    read: fact('Budget'),
  }),
  training({
    name: 'compiler',
    title: 'Compiler',
    meaning: 'What made machine code of the training: tensorflow or xla',
    type: 'text',
    read: ({ compiler = 'tensorflow' }) => compiler,
  }),
  training({
    name: 'threads',
    title: 'Threads',
    meaning: 'Threads of TensorFlow, where they were set',
    type: 'number',
    read: ({ threads }) => threads ?? null,
  }),
]

/** What runs were made from, the schedule first. */
export const fieldsOfRecipe: readonly RunField[] = [...ofSchedule, ...ofTraining]
