import {
  isTrained,
  shapeLayers,
  type ShapedLayer,
  type VariableShape,
} from '../../../shared/domain/model-shape'
import { resolveOptimizer, type ResolvedOptimizer } from '../../../shared/domain/optimizer'
import { fashionMnist, splitSizes, type Recipe } from '../../../shared/domain/recipe'
import type { ProgramVariable } from '../graph/saved-model'
import { ruleOf, type OptimizerRule } from '../optimizers/rules'
import { createStepScalars } from '../optimizers/step-scalars'

/** A tensor that lives in the session from call to call. */
export interface StateVariable extends ProgramVariable {
  /** What people and checkpoints call it, such as `dense/kernel` or `dense/kernel/m`. */
  readonly title: string
}

/** A weight of the model with the slots that the optimizer keeps for it. */
export interface WeightVariable extends StateVariable {
  readonly variable: VariableShape
  readonly trained: boolean
  readonly slots: readonly StateVariable[]
}

/** Images and labels of one set, kept in the session. */
export interface SetVariables {
  readonly count: number
  readonly images: ProgramVariable
  readonly labels: ProgramVariable
}

/** Everything about a session's graph that follows from its recipe and the sizes of its sets. */
export interface Plan {
  readonly recipe: Recipe
  readonly layers: readonly ShapedLayer[]
  readonly optimizer: ResolvedOptimizer
  readonly rule: OptimizerRule
  readonly scalarNames: readonly string[]
  readonly weights: readonly WeightVariable[]
  readonly train: SetVariables
  readonly evaluated: readonly SetVariables[]
  /** Most steps of one call. */
  readonly rows: number
  /** Images of an epoch's last step where it is not a full batch; 0 where it is. */
  readonly tail: number
  /** Indices of the layers that drop units, in order: the columns of the keys. */
  readonly dropouts: readonly number[]
}

/** Steps of one call at most: more would not save anything, and a call is not interrupted. */
const mostRows = 1_024

export function planOf(recipe: Recipe, trainImages: number, evaluated: readonly number[]): Plan {
  const layers = shapeLayers(recipe.model)
  const optimizer = resolveOptimizer(recipe.optimizer)
  const rule = ruleOf(optimizer)
  const { imagesPerEpoch, stepsPerEpoch } = splitSizes(recipe)
  return {
    recipe,
    layers,
    optimizer,
    rule,
    scalarNames: createStepScalars(optimizer).names,
    weights: layers
      .flatMap(({ variables }) => variables)
      .map((variable, index) => weightVariable(variable, index, rule)),
    train: setVariables('train', trainImages),
    evaluated: evaluated.map((count, index) => setVariables(`evaluated_${index}`, count)),
    rows: Math.min(stepsPerEpoch, mostRows),
    tail: imagesPerEpoch % recipe.batchSize,
    dropouts: layers.flatMap(({ spec }, index) =>
      spec.kind === 'dropout' && spec.rate > 0 ? [index] : [],
    ),
  }
}

function weightVariable(
  variable: VariableShape,
  index: number,
  rule: OptimizerRule,
): WeightVariable {
  const { name: title, shape } = variable
  const trained = isTrained(variable)
  const slots = trained ? rule.slots : []
  return {
    variable,
    trained,
    title,
    name: `weight_${index}`,
    dtype: 'float32',
    shape,
    slots: slots.map(({ name }, slot) => ({
      title: `${title}/${name}`,
      name: `weight_${index}_slot_${slot}`,
      dtype: 'float32',
      shape,
    })),
  }
}

function setVariables(name: string, count: number): SetVariables {
  return {
    count,
    images: { name: `${name}_images`, dtype: 'uint8', shape: [count, fashionMnist.pixels] },
    labels: { name: `${name}_labels`, dtype: 'int32', shape: [count] },
  }
}

/** Weights first, then slots: the order of a session's state. */
export const stateVariables = ({ weights }: Plan): readonly StateVariable[] => [
  ...weights,
  ...weights.flatMap(({ slots }) => slots),
]
