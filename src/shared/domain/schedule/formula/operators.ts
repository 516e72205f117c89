import { modulo } from './vocabulary'

/** What stands between or before numbers. */
export interface Operator {
  readonly sign: string
  readonly apply: (a: number, b: number) => number
}

const holds = (condition: boolean) => (condition ? 1 : 0)

/** The operators of a formula, by mathjs's names; conditions are 1 where they hold, else 0. */
export const operators: Readonly<Record<string, Operator>> = {
  add: { sign: '+', apply: (a, b) => a + b },
  subtract: { sign: '-', apply: (a, b) => a - b },
  multiply: { sign: '*', apply: (a, b) => a * b },
  divide: { sign: '/', apply: (a, b) => a / b },
  pow: { sign: '^', apply: (a, b) => a ** b },
  mod: { sign: '%', apply: modulo },
  unaryMinus: { sign: '-', apply: (a) => -a },
  unaryPlus: { sign: '+', apply: (a) => a },
  smaller: { sign: '<', apply: (a, b) => holds(a < b) },
  smallerEq: { sign: '<=', apply: (a, b) => holds(a <= b) },
  larger: { sign: '>', apply: (a, b) => holds(a > b) },
  largerEq: { sign: '>=', apply: (a, b) => holds(a >= b) },
  equal: { sign: '==', apply: (a, b) => holds(a === b) },
  unequal: { sign: '!=', apply: (a, b) => holds(a !== b) },
  and: { sign: 'and', apply: (a, b) => holds(a !== 0 && b !== 0) },
  or: { sign: 'or', apply: (a, b) => holds(a !== 0 || b !== 0) },
  xor: { sign: 'xor', apply: (a, b) => holds((a !== 0) !== (b !== 0)) },
  not: { sign: 'not', apply: (a) => holds(a === 0) },
}
