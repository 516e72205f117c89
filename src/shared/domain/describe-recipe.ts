import { describeModel } from './describe-model'
import { formatCount, plural } from './format'
import { resolveOptimizer, type OptimizerSpec } from './optimizer'
import { optimizerKinds } from './optimizer-kinds'
import { splitSizes, type EarlyStoppingSpec, type Recipe, type WatchedMetric } from './recipe'
import type { Fields } from './recipe-field'
import { scheduleKinds, type Field, type ScheduleSpec } from './schedule'

/** One fact of a recipe: what it is about, and its value in words. */
export interface RecipeFact {
  readonly label: string
  readonly value: string
}

/** A share as a percentage with all its digits, free of binary noise. */
const percent = (share: number) => `${Number((share * 100).toPrecision(12))} %`

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
  switch (validation.kind) {
    case 'test':
      return `${images}, the test set`
    case 'split':
      return `${images}, the last ${percent(validation.fraction)}`
    case 'both':
      return `${images}, the last ${percent(validation.fraction)}; the test set beside them`
  }
}

/** Its own values; a flag is named when it is set, and what has no effect at 0 only above. */
function describeOptimizer(optimizer: OptimizerSpec): string {
  const { title, fields }: { title: string; fields: Fields } = optimizerKinds[optimizer.kind]
  // The kind's table has a field for each value of its own.
  const values = resolveOptimizer(optimizer) as unknown as Readonly<Record<string, unknown>>
  const parts = Object.entries(fields).flatMap(([name, field]) => {
    const value = values[name]
    if (value === false || (value === 0 && field.fallback === 0)) return []
    return [value === true ? field.label : `${field.label} ${String(value)}`]
  })
  return parts.length === 0 ? title : `${title} (${parts.join(', ')})`
}

function describeClipping({ clipNorm, globalClipNorm, clipValue }: OptimizerSpec): string {
  const parts = [
    clipNorm === undefined ? [] : [`each to a norm of ${clipNorm}`],
    globalClipNorm === undefined ? [] : [`all together to a norm of ${globalClipNorm}`],
    clipValue === undefined ? [] : [`values to ${clipValue}`],
  ].flat()
  return parts.length === 0 ? 'none' : parts.join(', ')
}

const metricNames: Readonly<Record<WatchedMetric, string>> = {
  loss: 'loss',
  accuracy: 'accuracy',
  valLoss: 'validation loss',
  valAccuracy: 'validation accuracy',
}

function describeStopping(stopping: EarlyStoppingSpec | undefined): string {
  if (!stopping) return 'none'
  const { metric, patience, minDelta = 0, restoreBest = false } = stopping
  const by = minDelta === 0 ? '' : ` by more than ${minDelta}`
  const then = restoreBest ? '; ends with the weights of its best epoch' : ''
  return `after ${plural(patience, 'epoch')} without better ${metricNames[metric]}${by}${then}`
}

function describeBudget({ steps, seconds }: NonNullable<Recipe['budget']>): string {
  const parts = [
    steps === undefined ? [] : [plural(steps, 'step')],
    seconds === undefined ? [] : [`${seconds} s`],
  ].flat()
  return parts.length === 0 ? 'none' : parts.join(' or ')
}

/** What a recipe has unless it says otherwise; not worth a row. */
const usual: Readonly<Record<string, string>> = {
  'Weight decay': 'none',
  'Gradient clipping': 'none',
  'Label smoothing': 'none',
  'Class weights': 'none',
  'Last batch': 'kept',
  'Early stopping': 'none',
  Budget: 'none',
  Compiler: 'TensorFlow',
}

/**
 * Everything but the schedule and the seed that determines a run, with all its rows. Recipes that
 * train differently differ in a row.
 */
export function trainingFacts(recipe: Recipe): readonly RecipeFact[] {
  const { weightDecay = 0 } = resolveOptimizer(recipe.optimizer)
  const { labelSmoothing = 0, classWeights } = recipe.loss ?? {}
  return [
    { label: 'Training images', value: describeTraining(recipe) },
    { label: 'Validation images', value: describeValidation(recipe) },
    { label: 'Network', value: describeModel(recipe.model) },
    { label: 'Optimizer', value: describeOptimizer(recipe.optimizer) },
    { label: 'Weight decay', value: weightDecay === 0 ? 'none' : String(weightDecay) },
    { label: 'Gradient clipping', value: describeClipping(recipe.optimizer) },
    { label: 'Label smoothing', value: labelSmoothing === 0 ? 'none' : String(labelSmoothing) },
    { label: 'Class weights', value: describeClassWeights(classWeights) },
    { label: 'Batch size', value: String(recipe.batchSize) },
    { label: 'Last batch', value: recipe.dropLast ? 'dropped when not full' : 'kept' },
    { label: 'Steps per epoch', value: formatCount(splitSizes(recipe).stepsPerEpoch) },
    { label: 'Epochs', value: formatCount(recipe.totalEpochs) },
    { label: 'Early stopping', value: describeStopping(recipe.earlyStopping) },
    { label: 'Budget', value: describeBudget(recipe.budget ?? {}) },
    { label: 'Compiler', value: describeCompiler(recipe) },
  ]
}

/** XLA's results do not depend on threads, so they are no difference between two runs. */
function describeCompiler({ compiler, threads }: Recipe): string {
  if (compiler === 'xla') return 'XLA'
  if (threads === undefined) return 'TensorFlow'
  return `TensorFlow, ${threads} ${threads === 1 ? 'thread' : 'threads'}`
}

const describeClassWeights = (weights: readonly number[] | undefined) =>
  weights === undefined || weights.every((weight) => weight === 1) ? 'none' : weights.join(', ')

/** A recipe but for its schedule, in words; what is as usual has no row. */
export function describeRecipe(recipe: Recipe): readonly RecipeFact[] {
  const facts = trainingFacts(recipe).filter(({ label, value }) => usual[label] !== value)
  return recipe.recordNorms
    ? [...facts, { label: 'Recorded', value: 'norms of gradient, weights and update' }]
    : facts
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
