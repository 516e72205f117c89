import { curveMetrics } from './compare-view'
import type { ComparedRun } from './compared-run'
import type { FieldValue, RunField } from './field'
import type { RowsOf } from './metric-at'
import { recipeField, recipeFieldsIn, usualPaths } from './recipe-paths'
import { fieldsOfRecipe } from './run-fields-recipe'
import { fieldOfMetricAt, fieldsOfResults } from './run-fields-results'
import { fieldsOfRun } from './run-fields-run'

export type { FieldGroup, FieldType, FieldValue, RunField } from './field'
export { fieldGroups } from './field'

/**
 * Every field that runs have whatever their recipes. Values of recipes by their path
 * (`schedule.initial`) and metrics at any moment (`valLoss@10`) come on top: see {@link fieldNamed}.
 */
export const runFields: readonly RunField[] = [
  ...fieldsOfRun,
  ...fieldsOfResults,
  ...fieldsOfRecipe,
]

const aliases: Readonly<Record<string, string>> = {
  tag: 'tags',
  batch: 'batchSize',
  totalEpochs: 'epochs',
  created: 'createdAt',
}

const byName = new Map(runFields.map((field) => [field.name, field]))
const byLowerCase = new Map(runFields.map((field) => [field.name.toLowerCase(), field]))

/**
 * The field of a name, of an alias (`tag`), of a metric at a moment (`valLoss@10`, `loss`,
 * `valAccuracy@best`, `learningRate@max`) or of a path into the recipe (`optimizer.beta1`). Names of
 * fields are known in any case. Null where there is none.
 */
export function fieldNamed(name: string): RunField | null {
  const own = byName.get(Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name)
  return (
    own ?? fieldOfMetricAt(name) ?? recipeField(name) ?? byLowerCase.get(name.toLowerCase()) ?? null
  )
}

/** Names to suggest, without those that take numbers of epochs or layers. */
export const knownFieldNames: readonly string[] = [
  ...byName.keys(),
  ...curveMetrics,
  ...Object.keys(aliases),
  ...usualPaths,
]

/** All fields that these runs can have: those of every run, then what their recipes hold. */
export function fieldsIn(runs: readonly ComparedRun[]): readonly RunField[] {
  return [
    ...runFields,
    ...recipeFieldsIn(runs).filter(
      ({ name }) => fieldNamed(name)?.name === name && !byName.has(name),
    ),
  ]
}

/** A value as a text that only equal values share. */
export const valueKey = (value: FieldValue): string =>
  value === null ? '' : Array.isArray(value) ? value.join(', ') : String(value)

/** Fields of recipes in which these runs are not all alike: what was varied. */
export function variedFields(runs: readonly ComparedRun[]): readonly RunField[] {
  // Repeats of a trial share its recipe.
  const different = [...new Map(runs.map((run) => [run.trial.recipe, run])).values()]
  return recipeFieldsIn(different)
    .map((field) => fieldNamed(field.name) ?? field)
    .filter(({ read }) => new Set(different.map((run) => valueKey(read(run)))).size > 1)
}

/** Lowest first, texts as people sort them (2 before 10), nothing last. */
export function compareValues(a: FieldValue, b: FieldValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  return collator.compare(valueKey(a), valueKey(b))
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The runs in the order of a field, nothing always last; equal ones stay in their order. */
export function sortedRuns(
  runs: readonly ComparedRun[],
  { field, descending }: { readonly field: string; readonly descending: boolean },
  rowsOf?: RowsOf,
): readonly ComparedRun[] {
  const known = fieldNamed(field)
  if (!known) return runs
  const valued = runs.map((run) => ({ run, value: known.read(run, rowsOf) }))
  const has = valued.filter(({ value }) => value !== null)
  const hasNot = valued.filter(({ value }) => value === null)
  has.sort((a, b) => compareValues(a.value, b.value) * (descending ? -1 : 1))
  return [...has, ...hasNot].map(({ run }) => run)
}
