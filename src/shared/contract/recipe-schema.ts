import { z } from 'zod'
import { layerKinds } from '../domain/layer-kinds'
import { gradientFields, optimizerKinds } from '../domain/optimizer-kinds'
import type { DataSpec, LayerSpec, ModelSpec, Recipe } from '../domain/recipe'
import { shownValue, type Fields } from '../domain/recipe-field'
import {
  budgetFields,
  datasetField,
  earlyStoppingFields,
  lossFields,
  mostLayers,
  recipeFields,
  sampleFields,
  splitFractionField,
} from '../domain/recipe-fields'
import { schedule } from './fields'
import { oneOfKinds, shapeOf, specOf } from './spec-schema'

/** A schema for each field: none forgotten, none too many. */
type ShapeOf<Spec> = { readonly [Name in keyof Spec]-?: z.ZodType }

/** The fields' tables are made from the types: each has a field of a value's type, and no other. */
const typed = <Spec>(schema: z.ZodType) => schema as z.ZodType<Spec>

type Kinds = Readonly<Record<string, { readonly fields: Fields }>>

const fieldsOf = (kinds: Kinds, common: Fields = {}) =>
  Object.fromEntries(
    Object.entries(kinds).map(([kind, { fields }]) => [kind, { ...fields, ...common }]),
  )

const plain = (fields: Fields) => specOf(shapeOf(fields))

const fraction = { fraction: splitFractionField }

const data = specOf({
  ...shapeOf({ dataset: datasetField }),
  subset: oneOfKinds({ all: {}, sample: sampleFields }),
  validation: oneOfKinds({ split: fraction, test: {}, both: fraction }),
} satisfies ShapeOf<DataSpec>)

const layerCount = {
  error: ({ input }: { readonly input?: unknown }) =>
    Array.isArray(input)
      ? `must be 1 to ${mostLayers} layers; was ${input.length}`
      : `must be a list of layers; was ${shownValue(input)}`,
}

const model = specOf({
  layers: z
    .array(typed<LayerSpec>(oneOfKinds(fieldsOf(layerKinds))), layerCount)
    .min(1, layerCount)
    .max(mostLayers, layerCount),
}) satisfies z.ZodType<ModelSpec>

/** Checks a recipe's structure and the range of each value; `checkRecipe` checks what comes of them. */
export const recipe = typed<Recipe>(
  specOf({
    data,
    model,
    optimizer: oneOfKinds(fieldsOf(optimizerKinds, gradientFields)),
    loss: plain(lossFields).optional(),
    schedule,
    earlyStopping: plain(earlyStoppingFields).optional(),
    budget: plain(budgetFields).optional(),
    ...shapeOf(recipeFields),
  } satisfies ShapeOf<Recipe>),
)
