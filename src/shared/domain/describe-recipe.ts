import { formatCount } from './format'
import { splitSizes, type OptimizerSpec, type Recipe } from './recipe'
import { scheduleKinds, type Field, type ScheduleSpec } from './schedule'

/** One fact of a recipe: what it is about, and its value in words. */
export interface RecipeFact {
  readonly label: string
  readonly value: string
}

function describeTraining(recipe: Recipe): string {
  const { trainImages } = splitSizes(recipe)
  const { subset } = recipe.data
  const from =
    subset.kind === 'all'
      ? 'of all images'
      : `of ${formatCount(subset.count)} drawn with seed ${subset.seed}`
  return `${formatCount(trainImages)} ${from}`
}

function describeValidation(recipe: Recipe): string {
  const { validationImages } = splitSizes(recipe)
  const images = `${formatCount(validationImages)} images`
  const { validation } = recipe.data
  return validation.kind === 'test'
    ? `${images}, the test set`
    : `${images}, the last ${Math.round(validation.fraction * 100)} %`
}

function describeOptimizer(optimizer: OptimizerSpec): string {
  switch (optimizer.kind) {
    case 'sgd':
      return 'SGD'
    case 'adam':
      return `Adam (beta 1 ${optimizer.beta1}, beta 2 ${optimizer.beta2}, epsilon ${optimizer.epsilon})`
  }
}

function describeModel(recipe: Recipe): string {
  return recipe.model.layers
    .map((layer) => (layer.kind === 'flatten' ? 'flatten' : `${layer.units} ${layer.activation}`))
    .join(' → ')
}

/** Everything but the schedule and the seed that determines a run. */
export function describeRecipe(recipe: Recipe): readonly RecipeFact[] {
  return [
    { label: 'Training images', value: describeTraining(recipe) },
    { label: 'Validation images', value: describeValidation(recipe) },
    { label: 'Network', value: describeModel(recipe) },
    { label: 'Optimizer', value: describeOptimizer(recipe.optimizer) },
    { label: 'Batch size', value: String(recipe.batchSize) },
    { label: 'Steps per epoch', value: formatCount(splitSizes(recipe).stepsPerEpoch) },
    { label: 'Epochs', value: formatCount(recipe.totalEpochs) },
  ]
}

const valueText = (value: unknown): string => {
  if (value === 'total') return 'the whole run'
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

/** A schedule in words: its kind, formula, unit and every field, defaults included. */
export function describeSchedule(spec: ScheduleSpec): readonly RecipeFact[] {
  const { title, formula, ...kind } = scheduleKinds[spec.kind]
  const fields: Readonly<Record<string, Field>> = kind.fields
  const given = spec as unknown as Readonly<Record<string, unknown>>
  const facts = Object.entries(fields).flatMap(([name, field]) => {
    const fallback = 'fallback' in field ? field.fallback : undefined
    const value = given[name] ?? fallback
    return value === undefined ? [] : [{ label: field.label, value: valueText(value) }]
  })
  return [
    { label: 'Schedule', value: title },
    { label: 'Formula', value: formula },
    { label: 'Set', value: spec.per === 'epoch' ? 'before every epoch' : 'before every step' },
    ...facts,
  ]
}
