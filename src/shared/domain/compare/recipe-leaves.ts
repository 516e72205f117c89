import { layerKinds, type LayerKind } from '../layer-kinds'
import { resolveOptimizer } from '../optimizer'
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
import { definitionOf, scheduleKinds, type Field, type ScheduleKind } from '../schedule'

/** What stands at one place of a recipe. */
export type LeafValue = number | string | boolean | null

/** One value of a recipe, defaults included. */
export interface Leaf {
  readonly value: LeafValue
  /** In a few words, lower case. */
  readonly label: string
  readonly type: 'number' | 'text' | 'flag'
  /** A duration of a schedule: a share of the run is counted in units before it is compared. */
  readonly isDuration: boolean
}

/** The values of a recipe by their paths, such as `schedule.initial` or `model.layers[1].units`. */
export type Leaves = ReadonlyMap<string, Leaf>

type Plain = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isScheduleKind = (kind: unknown): kind is ScheduleKind =>
  typeof kind === 'string' && Object.hasOwn(scheduleKinds, kind)

const isSchedule = (value: unknown): value is Plain & { readonly kind: ScheduleKind } =>
  isPlain(value) && isScheduleKind(value.kind)

/** A value that fits into a table's cell: lists as they are read aloud. */
function leafValue(value: unknown): LeafValue {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') {
    return value
  }
  if (value === null || value === undefined) return null
  return Array.isArray(value) && !value.some(isPlain)
    ? value.map((each) => (Array.isArray(each) ? each.join(': ') : String(each))).join(', ')
    : JSON.stringify(value)
}

const numbers: readonly Field['type'][] = [
  'number',
  'optional-number',
  'duration',
  'optional-duration',
]

/** How a declared field is compared. */
export function typeOf(type: Field['type'] | RecipeField['type']): Leaf['type'] {
  if (type === 'flag') return 'flag'
  return numbers.some((each) => each === type) ? 'number' : 'text'
}

/** Collects leaves while it walks down a recipe. */
class Collector {
  readonly leaves = new Map<string, Leaf>()

  put(path: string, value: unknown, label: string, type: Leaf['type'], isDuration = false): void {
    this.leaves.set(path, { value: leafValue(value), label, type, isDuration })
  }

  /** Fields that are declared for a part of a recipe; what is left out and has no default is none. */
  declared(path: string, fields: Fields, given: Plain): void {
    for (const [name, field] of Object.entries(fields)) {
      const value = given[name] ?? field.fallback
      if (value !== undefined) this.put(`${path}.${name}`, value, field.label, typeOf(field.type))
    }
  }

  schedule(path: string, spec: Plain): void {
    if (!isScheduleKind(spec.kind)) return
    this.put(`${path}.kind`, spec.kind, 'kind', 'text')
    // Inside another schedule the unit is that of the outer one unless it is named.
    const per = spec.per ?? (path === 'schedule' ? 'step' : undefined)
    if (per !== undefined) this.put(`${path}.per`, per, 'set before every', 'text')
    for (const [name, field] of Object.entries<Field>(definitionOf(spec.kind).fields)) {
      const value = spec[name] ?? ('fallback' in field ? field.fallback : undefined)
      if (value !== undefined) this.scheduleField(`${path}.${name}`, field, value)
    }
  }

  private scheduleField(path: string, field: Field, value: unknown): void {
    if (isSchedule(value)) return this.schedule(path, value)
    if (Array.isArray(value) && value.some(isPlain)) {
      return value.forEach((each, at) => this.part(`${path}[${at}]`, each))
    }
    const isDuration = field.type === 'duration' || field.type === 'optional-duration'
    this.put(path, value, field.label, typeOf(field.type), isDuration)
  }

  /** A part of a sequence, or a factor of a product. */
  private part(path: string, part: unknown): void {
    if (!isPlain(part)) return this.put(path, part, 'factor', 'number')
    if (isSchedule(part)) return this.schedule(path, part)
    if (isSchedule(part.schedule)) this.schedule(`${path}.schedule`, part.schedule)
    if (part.for !== undefined) this.put(`${path}.for`, part.for, 'length', 'number', true)
  }
}

function collectTraining(collector: Collector, recipe: Recipe): void {
  const { data, model, optimizer, loss, earlyStopping, budget } = recipe
  const asPlain = (value: object | undefined) => (value ?? {}) as Plain
  collector.put('data.subset.kind', data.subset.kind, 'images', 'text')
  if (data.subset.kind === 'sample') {
    collector.declared('data.subset', sampleFields, asPlain(data.subset))
  }
  collector.put('data.validation.kind', data.validation.kind, 'validated on', 'text')
  const fraction = { fraction: splitFractionField }
  collector.declared('data.validation', fraction, asPlain(data.validation))
  collector.put('optimizer.kind', optimizer.kind, 'kind', 'text')
  const ofOptimizer = { ...optimizerKinds[optimizer.kind].fields, ...gradientFields }
  collector.declared('optimizer', ofOptimizer, asPlain(resolveOptimizer(optimizer)))
  model.layers.forEach((layer, at) => {
    const kind: LayerKind = layerKinds[layer.kind]
    const path = `model.layers[${at}]`
    collector.put(`${path}.kind`, layer.kind, `layer ${at + 1} kind`, 'text')
    collector.declared(path, kind.fields, asPlain(layer))
  })
  collector.declared('loss', lossFields, asPlain(loss))
  if (earlyStopping)
    collector.declared('earlyStopping', earlyStoppingFields, asPlain(earlyStopping))
  collector.declared('budget', budgetFields, asPlain(budget))
}

const collected = new WeakMap<Recipe, Leaves>()

/** Every value of a recipe, defaults included, in the order schedule, data, optimizer, model, rest. */
export function leavesOf(recipe: Recipe): Leaves {
  const known = collected.get(recipe)
  if (known) return known
  const collector = new Collector()
  collector.schedule('schedule', recipe.schedule)
  collectTraining(collector, recipe)
  for (const [name, field] of Object.entries<RecipeField>(recipeFields)) {
    const value = (recipe as unknown as Plain)[name] ?? field.fallback
    if (value !== undefined) collector.put(name, value, field.label, typeOf(field.type))
  }
  collected.set(recipe, collector.leaves)
  return collector.leaves
}
