import { layerKinds } from './layer-kinds'
import { gradientFields, optimizerKinds } from './optimizer-kinds'
import type { Recipe } from './recipe'
import { faultOf, mayBeLeftOut, shownValue, type Fields } from './recipe-field'
import {
  budgetFields,
  earlyStoppingFields,
  lossFields,
  mostLayers,
  recipeFields,
  sampleFields,
  splitFractionField,
} from './recipe-fields'

/** What is wrong in a recipe. */
export interface RecipeProblem {
  /** The field, from the recipe on, such as `model.layers.1.units`. */
  readonly path: string
  /** The rule and the value that breaks it. */
  readonly message: string
}

function problemsIn(path: string, spec: object, fields: Fields): readonly RecipeProblem[] {
  // Each field is checked before it is used, whatever the type says of it.
  const values = spec as Readonly<Record<string, unknown>>
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = values[name]
    if (value === undefined && mayBeLeftOut(field)) return []
    const message = faultOf(field, value)
    return message === null ? [] : [{ path: `${path}${name}`, message }]
  })
}

/** Values that are not what their fields allow. */
export function fieldProblems(recipe: Recipe): readonly RecipeProblem[] {
  const { model, optimizer, loss, earlyStopping, budget } = recipe
  return [
    ...dataFields(recipe),
    ...layerCount(model.layers.length),
    ...model.layers.flatMap((layer, index) =>
      problemsIn(`model.layers.${index}.`, layer, layerKinds[layer.kind].fields),
    ),
    ...problemsIn('optimizer.', optimizer, {
      ...optimizerKinds[optimizer.kind].fields,
      ...gradientFields,
    }),
    ...problemsIn('', recipe, recipeFields),
    ...(loss ? problemsIn('loss.', loss, lossFields) : []),
    ...(earlyStopping ? problemsIn('earlyStopping.', earlyStopping, earlyStoppingFields) : []),
    ...(budget ? problemsIn('budget.', budget, budgetFields) : []),
    ...weightlessClasses(loss?.classWeights),
  ]
}

function dataFields({ data: { subset, validation } }: Recipe): readonly RecipeProblem[] {
  return [
    ...(subset.kind === 'sample' ? problemsIn('data.subset.', subset, sampleFields) : []),
    ...(validation.kind === 'test'
      ? []
      : problemsIn('data.validation.', validation, { fraction: splitFractionField })),
  ]
}

const layerCount = (count: number): readonly RecipeProblem[] =>
  count >= 1 && count <= mostLayers
    ? []
    : [{ path: 'model.layers', message: `must be 1 to ${mostLayers} layers; was ${count}` }]

/** Without any weight above 0 the loss would be 0 whatever the model says. */
function weightlessClasses(weights: readonly number[] | undefined): readonly RecipeProblem[] {
  if (weights?.every((weight) => weight === 0) !== true) return []
  return [
    {
      path: 'loss.classWeights',
      message: `must have at least one number above 0; was ${shownValue(weights)}`,
    },
  ]
}
