import type { LossSpec, Recipe } from '../../../../shared/domain/recipe'
import { modelPresets, optimizerPresets } from '../../../../shared/domain/presets'
import type { StudyRecipeChanges } from '../../../../shared/domain/recipe-changes'
import { ruleOf, faultOf, type NumberField } from '../../../../shared/domain/recipe-field'
import {
  earlyStoppingFields,
  lossFields,
  recipeFields,
} from '../../../../shared/domain/recipe-fields'
import { texts } from '../../texts'
import { readRecipeJson } from './recipe-json'
import { commonOf, firstForm, usual, type TrainingForm } from './training-form'

/** Fields in which a person can write what cannot be read. */
export type WrittenField = 'batchSize' | 'labelSmoothing' | 'patience' | 'json'

/** What the fields ask for, and what is wrong in them. */
export interface ReadTraining {
  readonly changes: StudyRecipeChanges
  readonly problems: Readonly<Partial<Record<WrittenField, string>>>
}

type NumberRead =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: string }

/** A number as people write it, within what its field allows; `label` names it where it is not. */
export function readNumber(label: string, text: string, field: NumberField): NumberRead {
  const value = text.trim() === '' ? NaN : Number(text)
  if (Number.isNaN(value)) {
    const problem = `${label} must be ${ruleOf(field)}; it is “${text.slice(0, 24)}”.`
    return { ok: false, problem }
  }
  const fault = faultOf(field, value)
  return fault === null ? { ok: true, value } : { ok: false, problem: `${label} ${fault}.` }
}

const usualFraction = 0.2

function dataUnder(kind: TrainingForm['validation'], recipes: readonly Recipe[]) {
  const [first] = recipes
  if (!first || kind === usual) return undefined
  if (kind === 'test') return { ...first.data, validation: { kind } }
  const split = recipes
    .map(({ data }) => data.validation)
    .find((validation) => validation.kind !== 'test')
  return { ...first.data, validation: { kind, fraction: split?.fraction ?? usualFraction } }
}

/** Without an option there is no loss to tell of. */
function lossUnder(smoothing: number, recipes: readonly Recipe[]): LossSpec | null {
  const { classWeights } = commonOf(recipes, ({ loss }) => loss) ?? {}
  if (smoothing === 0 && classWeights === undefined) return null
  return {
    ...(smoothing > 0 && { labelSmoothing: smoothing }),
    ...(classWeights && { classWeights }),
  }
}

function stoppingUnder(
  { stopping: metric, restoreBest }: TrainingForm,
  patience: number,
  recipes: readonly Recipe[],
): StudyRecipeChanges['earlyStopping'] {
  if (metric === 'none') return null
  const { minDelta } = commonOf(recipes, ({ earlyStopping }) => earlyStopping) ?? {}
  return {
    ...{ metric, patience },
    ...(minDelta !== undefined && { minDelta }),
    ...(restoreBest && { restoreBest }),
  }
}

const words = texts.training
const stoppingNames = ['stopping', 'patience', 'restoreBest'] as const

/** Reads the fields; those that are as they were at first change nothing. */
export function readTraining(form: TrainingForm, recipes: readonly Recipe[]): ReadTraining {
  if (form.json !== null) {
    const read = readRecipeJson(form.json)
    return read.ok
      ? { changes: read.changes, problems: {} }
      : { changes: {}, problems: { json: read.problem } }
  }
  const first = firstForm(recipes)
  const isTouched = (name: keyof TrainingForm) => form[name] !== first[name]
  const model = modelPresets.find(({ id }) => id === form.network)?.model
  const optimizer = optimizerPresets.find(({ id }) => id === form.optimizer)?.optimizer
  const data = dataUnder(form.validation, recipes)
  const batchSize = readNumber(words.batchSize, form.batchSize, recipeFields.batchSize)
  const smoothing = readNumber(words.smoothing, form.labelSmoothing, lossFields.labelSmoothing)
  const patience = readNumber(words.patience, form.patience, earlyStoppingFields.patience)
  const waits = form.stopping !== 'none'
  return {
    changes: {
      ...(model && { model }),
      ...(optimizer && { optimizer }),
      ...(data && { data }),
      ...(isTouched('batchSize') && batchSize.ok && { batchSize: batchSize.value }),
      ...(isTouched('labelSmoothing') &&
        smoothing.ok && { loss: lossUnder(smoothing.value, recipes) }),
      ...(stoppingNames.some(isTouched) &&
        patience.ok && { earlyStopping: stoppingUnder(form, patience.value, recipes) }),
      ...(isTouched('recordNorms') && { recordNorms: form.recordNorms || null }),
    },
    problems: {
      ...(isTouched('batchSize') && !batchSize.ok && { batchSize: batchSize.problem }),
      ...(!smoothing.ok && { labelSmoothing: smoothing.problem }),
      ...(waits && !patience.ok && { patience: patience.problem }),
    },
  }
}
