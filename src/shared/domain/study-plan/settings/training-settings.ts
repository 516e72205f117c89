import { gradientFields, optimizerKinds } from '../../optimizer-kinds'
import { fashionMnist, type DataSpec, type Recipe } from '../../recipe'
import type { Fields } from '../../recipe-field'
import {
  budgetFields,
  earlyStoppingFields,
  lossFields,
  recipeFields,
  sampleFields,
  splitFractionField,
} from '../../recipe-fields'
import { fieldSetting, present, ruledBy, type Setting, type SettingGroup } from './setting'

const all = (prefix: string, group: SettingGroup, fields: Fields) =>
  present(
    Object.entries(fields).map(([name, field]) => fieldSetting(`${prefix}${name}`, group, field)),
  )

/** What can be set of a recipe's optimizer. */
export function optimizerSettings({ optimizer }: Recipe): readonly Setting[] {
  const { weightDecay, ...clipping } = gradientFields
  return [
    ...all('optimizer.', 'optimizer', optimizerKinds[optimizer.kind].fields),
    ...all('optimizer.', 'regularisation', { weightDecay }),
    ...all('optimizer.', 'optimizer', clipping),
  ]
}

const usualSubsetSeed = 9_125
const usualFraction = 0.2

const withData = (recipe: Recipe, changes: Partial<DataSpec>): Recipe => ({
  ...recipe,
  data: { ...recipe.data, ...changes },
})

const subsetCount: Setting = {
  ...ruledBy(sampleFields.count),
  path: 'data.subset.count',
  group: 'data',
  type: 'number',
  optional: true,
  usual: fashionMnist.trainImages,
  read: ({ data: { subset } }) => (subset.kind === 'sample' ? subset.count : undefined),
  write: (recipe, count) => {
    const { subset } = recipe.data
    const seed = subset.kind === 'sample' ? subset.seed : usualSubsetSeed
    return withData(recipe, {
      subset:
        count === undefined ? { kind: 'all' } : { kind: 'sample', count: count as number, seed },
    })
  },
}

const subsetSeed: Setting = {
  ...ruledBy(sampleFields.seed),
  path: 'data.subset.seed',
  group: 'data',
  label: 'seed of the draw',
  type: 'number',
  read: ({ data: { subset } }) => (subset.kind === 'sample' ? subset.seed : undefined),
  write: (recipe, seed) => {
    const { subset } = recipe.data
    if (subset.kind === 'all') return recipe
    return withData(recipe, { subset: { ...subset, seed: seed as number } })
  },
}

const validationKinds = ['split', 'test', 'both'] as const

const validationKind: Setting = {
  path: 'data.validation.kind',
  group: 'data',
  label: 'validated on',
  meaning: 'The last part of the training images, the test images, or the first with both reported',
  type: 'choice',
  whole: false,
  choices: validationKinds,
  optional: false,
  usual: undefined,
  fault: (value) =>
    validationKinds.some((kind) => kind === value)
      ? null
      : `must be one of ${validationKinds.join(', ')}; was ${String(value)}`,
  read: ({ data }) => data.validation.kind,
  write: (recipe, value) => {
    const { validation } = recipe.data
    const kind = value as (typeof validationKinds)[number]
    const fraction = validation.kind === 'test' ? usualFraction : validation.fraction
    return withData(recipe, { validation: kind === 'test' ? { kind } : { kind, fraction } })
  },
}

const validationFraction: Setting = {
  ...ruledBy(splitFractionField),
  path: 'data.validation.fraction',
  group: 'data',
  label: 'share held out',
  type: 'number',
  read: ({ data: { validation } }) =>
    validation.kind === 'test' ? undefined : validation.fraction,
  write: (recipe, fraction) => {
    const { validation } = recipe.data
    if (validation.kind === 'test') return recipe
    return withData(recipe, { validation: { ...validation, fraction: fraction as number } })
  },
}

const { metric, ...stopping } = earlyStoppingFields

/** Without a metric there is no early stopping. */
const stoppingMetric: Setting = {
  ...ruledBy(metric),
  path: 'earlyStopping.metric',
  group: 'training',
  label: 'early stopping on',
  meaning: 'What ends a run that has stopped improving; runs go to their end without',
  type: 'choice',
  optional: true,
  read: ({ earlyStopping }) => earlyStopping?.metric,
  write: ({ earlyStopping, ...recipe }, value) =>
    value === undefined
      ? recipe
      : {
          ...recipe,
          earlyStopping: {
            patience: 10,
            ...earlyStopping,
            // Only what has no fault is written.
            metric: value as NonNullable<typeof earlyStopping>['metric'],
          },
        },
}

const { batchSize, totalEpochs, ...others } = recipeFields

/** What can be set of data, loss and loop; what only some recipes have needs it there. */
export const trainingSettings = ({ data, earlyStopping }: Recipe): readonly Setting[] => [
  ...all('', 'training', { batchSize, totalEpochs }),
  subsetCount,
  ...(data.subset.kind === 'sample' ? [subsetSeed] : []),
  validationKind,
  ...(data.validation.kind === 'test' ? [] : [validationFraction]),
  ...all('loss.', 'regularisation', lossFields),
  stoppingMetric,
  ...(earlyStopping ? all('earlyStopping.', 'training', stopping) : []),
  ...all('budget.', 'training', budgetFields),
  ...all('', 'training', others),
]
