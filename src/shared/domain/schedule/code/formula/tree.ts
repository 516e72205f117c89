import { operators } from '../../formula/operators'
import { constants, functions } from '../../formula/vocabulary'

/** The parts that a parsed formula can have, by the parser's names; nothing else is let through. */
export type FormulaPart =
  | { readonly type: 'ConstantNode'; readonly value: unknown }
  | { readonly type: 'SymbolNode'; readonly name: string }
  | { readonly type: 'ParenthesisNode'; readonly content: FormulaPart }
  | { readonly type: 'OperatorNode'; readonly fn: string; readonly args: readonly FormulaPart[] }
  | {
      readonly type: 'RelationalNode'
      readonly params: readonly FormulaPart[]
      readonly conditionals: readonly string[]
    }
  | {
      readonly type: 'ConditionalNode'
      readonly condition: FormulaPart
      readonly trueExpr: FormulaPart
      readonly falseExpr: FormulaPart
    }
  | {
      readonly type: 'FunctionNode'
      readonly fn: { readonly name: string }
      readonly args: readonly FormulaPart[]
    }

/** Names whose value is known before the run. */
export type KnownNames = Readonly<Record<string, number>>

/** The value of a part that does not change during the run; null for one that does. */
export function knownValue(part: FormulaPart, names: KnownNames): number | null {
  const all = (parts: readonly FormulaPart[]) => {
    const values = parts.map((each) => knownValue(each, names))
    return values.every((value) => value !== null) ? values : null
  }
  switch (part.type) {
    case 'ConstantNode':
      return Number(part.value)
    case 'SymbolNode':
      if (part.name in constants) return constants[part.name as keyof typeof constants]
      return names[part.name] ?? null
    case 'ParenthesisNode':
      return knownValue(part.content, names)
    case 'OperatorNode': {
      const values = all(part.args)
      return values && (operators[part.fn]?.apply(values[0] ?? NaN, values[1] ?? NaN) ?? null)
    }
    case 'FunctionNode': {
      const values = all(part.args)
      return values && (functions[part.fn.name]?.call(...values) ?? null)
    }
    case 'RelationalNode':
    case 'ConditionalNode':
      return null
  }
}

const safeFunctions: readonly string[] = [
  ...['abs', 'cbrt', 'sin', 'cos', 'atan', 'atan2', 'tanh', 'floor', 'ceil', 'round', 'sign'],
  ...['min', 'max', 'clamp', 'where'],
]

/** Whether a formula divides by, takes powers or logarithms of something that changes. */
export function mayBeInfinite(root: unknown, names: KnownNames): boolean {
  // Everything but the parts of a formula was refused when it was read.
  const part = root as FormulaPart
  const inside = (...parts: readonly FormulaPart[]) =>
    parts.some((each) => mayBeInfinite(each, names))
  switch (part.type) {
    case 'ConstantNode':
    case 'SymbolNode':
      return false
    case 'ParenthesisNode':
      return inside(part.content)
    case 'OperatorNode': {
      const [, second] = part.args
      const known = second ? knownValue(second, names) : null
      const isPower = part.fn === 'pow' && !(known !== null && Number.isInteger(known) && known > 0)
      const divides = (part.fn === 'divide' || part.fn === 'mod') && (known ?? 0) === 0
      return isPower || divides || inside(...part.args)
    }
    case 'FunctionNode':
      return !safeFunctions.includes(part.fn.name) || inside(...part.args)
    case 'RelationalNode':
      return inside(...part.params)
    case 'ConditionalNode':
      return inside(part.condition, part.trueExpr, part.falseExpr)
  }
}
