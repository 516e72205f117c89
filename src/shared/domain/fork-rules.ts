import type { LayerSpec, ModelSpec } from './model'
import { resolveOptimizer, type OptimizerSpec } from './optimizer'
import type { Recipe } from './recipe'
import { isSameData } from './same-data'

/** A field in which a fork must not differ from its parent, and the rule that says so. */
export interface ForkFault {
  /** Path of the field from the recipe on, such as `model.layers.1.units`. */
  readonly field: string
  readonly rule: string
}

type Rule = (parent: Recipe, fork: Recipe, epochs: number) => ForkFault | null

const anything: Rule = () => null

/** `usual` is what a field stands for that is left out. */
function unchanged(field: keyof Recipe, why: string, usual?: unknown): Rule {
  return (parent, fork) => {
    const [was, is] = [parent[field] ?? usual, fork[field] ?? usual]
    if (isSameData(was, is)) return null
    const rule = `must stay ${JSON.stringify(was)}, was ${JSON.stringify(is)}: ${why}`
    return { field, rule }
  }
}

/** Fields of layers that only matter to steps still to come. */
const freeFields: Readonly<Record<LayerSpec['kind'], readonly string[]>> = {
  flatten: [],
  dense: ['l1', 'l2'],
  conv2d: ['l1', 'l2'],
  'max-pool': [],
  'average-pool': [],
  'batch-norm': [],
  dropout: ['rate'],
}

function layerFault(parent: LayerSpec, fork: LayerSpec, path: string): ForkFault | null {
  const [was, is] = [new Map(Object.entries(parent)), new Map(Object.entries(fork))]
  const names = [...new Set([...was.keys(), ...is.keys()])]
  const changed = names.find(
    (name) => !freeFields[parent.kind].includes(name) && !isSameData(was.get(name), is.get(name)),
  )
  if (changed === undefined) return null
  const text = (value: unknown) => (value === undefined ? 'left out' : JSON.stringify(value))
  return {
    field: `${path}.${changed}`,
    rule:
      `must stay ${text(was.get(changed))}, was ${text(is.get(changed))}: ` +
      'the checkpoint holds this network; only dropout rates, l1 and l2 may change',
  }
}

function modelFault(parent: ModelSpec, fork: ModelSpec): ForkFault | null {
  const [was, is] = [parent.layers.length, fork.layers.length]
  if (was !== is) {
    const rule = `must stay ${was} layers, was ${is}: the checkpoint holds this network`
    return { field: 'model.layers', rule }
  }
  for (const [index, layer] of parent.layers.entries()) {
    // They have as many layers.
    const other = fork.layers[index] as LayerSpec
    const fault = layerFault(layer, other, `model.layers.${index}`)
    if (fault) return fault
  }
  return null
}

/** What an optimizer keeps beside the weights hangs on its kind and on whether these are on. */
const slotSwitches = ['momentum', 'amsgrad', 'centered'] as const

const slotValues = (spec: OptimizerSpec) => ({
  momentum: 0,
  amsgrad: false,
  centered: false,
  ...resolveOptimizer(spec),
})

function optimizerFault({ optimizer: was }: Recipe, { optimizer: is }: Recipe): ForkFault | null {
  const why = "the checkpoint holds that optimizer's state"
  if (was.kind !== is.kind) {
    return { field: 'optimizer.kind', rule: `must stay "${was.kind}", was "${is.kind}": ${why}` }
  }
  const [before, now] = [slotValues(was), slotValues(is)]
  const changed = slotSwitches.find((name) => Boolean(before[name]) !== Boolean(now[name]))
  if (changed === undefined) return null
  const value = changed === 'momentum' && before.momentum ? 'above 0' : String(before[changed])
  const rule = `must stay ${value}, was ${String(now[changed])}: ${why}`
  return { field: `optimizer.${changed}`, rule }
}

function lengthFault(_: Recipe, { totalEpochs }: Recipe, epochs: number): ForkFault | null {
  if (totalEpochs > epochs) return null
  const rule = `must be more than the ${epochs} epochs of the checkpoint, was ${totalEpochs}`
  return { field: 'totalEpochs', rule }
}

const trainedSo = 'the epochs before the checkpoint were trained so'

/** Every field of a recipe, so that a new one cannot be forgotten. */
const rules: { readonly [Field in keyof Required<Recipe>]: Rule } = {
  data: unchanged('data', 'the epochs before the checkpoint were trained on these images'),
  model: (parent, fork) => modelFault(parent.model, fork.model),
  optimizer: optimizerFault,
  loss: anything,
  batchSize: unchanged('batchSize', trainedSo),
  dropLast: unchanged('dropLast', trainedSo, false),
  totalEpochs: lengthFault,
  schedule: anything,
  earlyStopping: anything,
  budget: anything,
  recordNorms: anything,
  compiler: unchanged('compiler', trainedSo, 'tensorflow'),
  threads: unchanged('threads', trainedSo),
}

/**
 * The first field in which a fork from the checkpoint after `epochs` epochs differs from its parent
 * though it must not; null when the fork can be.
 */
export function forkFault(parent: Recipe, fork: Recipe, epochs: number): ForkFault | null {
  for (const rule of Object.values(rules)) {
    const fault = rule(parent, fork, epochs)
    if (fault) return fault
  }
  return null
}
