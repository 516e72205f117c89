import { layerKinds, type LayerKind } from '../layer-kinds'
import { gradientFields, optimizerKinds } from '../optimizer-kinds'
import type { Recipe } from '../recipe'
import type { Fields, RecipeField } from '../recipe-field'
import {
  budgetFields,
  earlyStoppingFields,
  lossFields,
  recipeFields,
  sampleFields,
  splitFractionField,
} from '../recipe-fields'
import { scheduleKinds, type Field } from '../schedule'
import type { ComparedRun } from './compared-run'
import { runField, type FieldGroup, type FieldValue, type RunField } from './field'
import { leavesOf, typeOf, type Leaf } from './recipe-leaves'
import { durationIn } from './schedule-facts-of'

const roots = ['schedule', 'optimizer', 'model', 'data', 'loss', 'earlyStopping', 'budget'] as const

const rootTitles: Readonly<Record<(typeof roots)[number], string>> = {
  schedule: 'Schedule',
  optimizer: 'Optimizer',
  model: 'Network',
  data: 'Data',
  loss: 'Loss',
  earlyStopping: 'Early stopping',
  budget: 'Budget',
}

const rootOf = (path: string) => roots.find((root) => path.startsWith(`${root}.`))

const startsSchedule = 'schedule.'

/** A leaf's value; a share of the run as the units that it comes to. */
function valueOf(recipe: Recipe, path: string, leaf: Leaf): FieldValue {
  if (!leaf.isDuration || typeof leaf.value !== 'string') return leaf.value
  return durationIn(recipe, path.slice(startsSchedule.length), leaf.value)
}

/** "Schedule · initial rate"; what lies deeper says where. */
function titleOf(path: string, label: string): string {
  const root = rootOf(path)
  if (!root) return label.charAt(0).toUpperCase() + label.slice(1)
  const between = path.slice(root.length + 1, path.lastIndexOf('.'))
  const isDeep = path.indexOf('.', root.length + 1) >= 0 && root === 'schedule'
  return `${rootTitles[root]} · ${isDeep ? `${between} ` : ''}${label}`
}

const groupOf = (path: string): FieldGroup =>
  path.startsWith(startsSchedule) ? 'Schedule' : 'Recipe'

/** The field of a value in recipes; runs whose recipe has none there have none. */
function fieldAt(path: string, { label, type }: Pick<Leaf, 'label' | 'type'>): RunField {
  return runField({
    name: path,
    title: titleOf(path, label),
    meaning: 'As the recipe has it, defaults included; durations in units of the schedule',
    type,
    group: groupOf(path),
    read: ({ trial: { recipe } }) => {
      const leaf = leavesOf(recipe).get(path)
      return leaf ? valueOf(recipe, path, leaf) : null
    },
  })
}

/** The fields of all values that any of these runs' recipes has, in their order. */
export function recipeFieldsIn(runs: readonly ComparedRun[]): readonly RunField[] {
  const found = new Map<string, Leaf>()
  for (const recipe of new Set(runs.map(({ trial }) => trial.recipe))) {
    for (const [path, leaf] of leavesOf(recipe)) if (!found.has(path)) found.set(path, leaf)
  }
  return [...found].map(([path, leaf]) => fieldAt(path, leaf))
}

/** A field of a schedule or of the rest of a recipe. */
type AnyField = Pick<Field | RecipeField, 'type' | 'label'>
type Declared = ReadonlyMap<string, Pick<Leaf, 'label' | 'type'>>

/** Fields of several kinds under one name share it: the first one's label, its type where it counts. */
function declaredIn(tables: readonly Readonly<Record<string, AnyField>>[]): Declared {
  const found = new Map<string, Pick<Leaf, 'label' | 'type'>>()
  for (const [name, { label, type }] of tables.flatMap((table) => Object.entries(table))) {
    const before = found.get(name)
    if (before?.type !== 'number')
      found.set(name, { label: before?.label ?? label, type: typeOf(type) })
  }
  return found
}

const kindField = { kind: { type: 'text', label: 'kind' } } as const
const ofSchedules = declaredIn([
  { ...kindField, per: { type: 'text', label: 'set before every' } },
  ...Object.values(scheduleKinds).map(({ fields }) => fields),
  { for: { type: 'number', label: 'length' } },
])
const layerTables = Object.values<LayerKind>(layerKinds).map(({ fields }) => fields)
const optimizerTables = Object.values(optimizerKinds).map((kind): Fields => kind.fields)

/** Everything that a recipe may have outside its schedule, by paths without numbers. */
const outside: readonly (readonly [path: RegExp, names: Declared])[] = [
  [/^$/, declaredIn([recipeFields])],
  [/^optimizer$/, declaredIn([kindField, gradientFields, ...optimizerTables])],
  [/^model\.layers\[\d{1,4}\]$/, declaredIn([kindField, ...layerTables])],
  [/^data\.subset$/, declaredIn([kindField, sampleFields])],
  [/^data\.validation$/, declaredIn([kindField, { fraction: splitFractionField }])],
  [/^loss$/, declaredIn([lossFields])],
  [/^earlyStopping$/, declaredIn([earlyStoppingFields])],
  [/^budget$/, declaredIn([budgetFields])],
]

const schedulePath = /^schedule(?:\.[A-Za-z][A-Za-z0-9]*(?:\[\d{1,4}\])?)*$/

function declaredAt(owner: string, name: string) {
  if (schedulePath.test(owner)) return ofSchedules.get(name)
  return outside.find(([path]) => path.test(owner))?.[1].get(name)
}

const longestPath = 200
const asked = new Map<string, RunField | null>()
/** Names come from whoever types: what was asked is forgotten before it is much. */
const mostAsked = 10_000

/**
 * The field of a path into recipes, such as `schedule.initial`, `optimizer.beta1`,
 * `model.layers[1].units` or `schedule.parts[0].schedule.over`; null for what no recipe can have.
 */
export function recipeField(path: string): RunField | null {
  const before = asked.get(path)
  if (before !== undefined) return before
  const dot = path.lastIndexOf('.')
  const leaf =
    path.length > longestPath
      ? undefined
      : declaredAt(path.slice(0, Math.max(0, dot)), path.slice(dot + 1))
  const field = leaf ? fieldAt(path, leaf) : null
  if (asked.size >= mostAsked) asked.clear()
  asked.set(path, field)
  return field
}

/** Paths to suggest: those of a recipe without numbers in them. */
export const usualPaths: readonly string[] = [
  ...[...ofSchedules.keys()].map((name) => `schedule.${name}`),
  ...['subset.kind', 'subset.count', 'subset.seed', 'validation.kind', 'validation.fraction'].map(
    (name) => `data.${name}`,
  ),
  ...outside.flatMap(([pattern, names]) => {
    const root = roots.find((each) => pattern.source === `^${each}$`)
    return root ? [...names.keys()].map((name) => `${root}.${name}`) : []
  }),
]
