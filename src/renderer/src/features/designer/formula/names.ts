import {
  constants,
  functions,
  variables,
} from '../../../../../shared/domain/schedule/formula/vocabulary'
import { texts } from '../../../texts'

/** Something that a formula can name, as people are told of it. */
export interface FormulaName {
  readonly name: string
  readonly kind: 'variable' | 'constant' | 'function'
  /** The name with what it takes, such as `log(x, base)`. */
  readonly usage: string
  readonly means: string
}

/** What a function takes, by the fewest and most numbers; those of three numbers differ. */
const takers: Readonly<Record<string, string>> = {
  '1-1': 'x',
  '1-2': 'x, base',
  '2-2': 'a, b',
  '1-16': 'a, b, …',
}
const named: Readonly<Record<string, string>> = {
  atan2: 'y, x',
  clamp: 'x, low, high',
  where: 'condition, a, b',
}

const variableNames = Object.entries(variables).map(([name, means]): FormulaName => ({
  name,
  kind: 'variable',
  usage: name,
  means: means.replace(/`(\w+)`/g, '“$1”'),
}))
const constantNames = (Object.keys(constants) as (keyof typeof constants)[]).map(
  (name): FormulaName => ({
    name,
    kind: 'constant',
    usage: name,
    means: texts.formula.constants[name],
  }),
)
const functionNames = Object.entries(functions).map(([name, { takes, means }]): FormulaName => ({
  name,
  kind: 'function',
  usage: `${name}(${named[name] ?? takers[takes.join('-')] ?? '…'})`,
  means,
}))

/** Every name a formula can hold: variables, constants, functions. */
export const formulaNames: readonly FormulaName[] = [
  ...variableNames,
  ...constantNames,
  ...functionNames,
]
