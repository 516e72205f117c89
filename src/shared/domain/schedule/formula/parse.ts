import { create, parseDependencies, type FactoryFunctionMap, type MathNode } from 'mathjs/number'
import { describeValue, ScheduleError } from '../error'
import { nearestName } from '../nearest'
import { constants, functions, variables, type VariableName } from './vocabulary'
import { operators, type Operator } from './operators'

// Only the parser: nothing of mathjs ever evaluates what was typed.
// Its types call the dependencies possibly undefined; they never are.
const { parse } = create({ parseDependencies: parseDependencies as FactoryFunctionMap })

/** Values of the variables of one unit, in the order of `variableNames`. */
export type Frame = Float64Array

/** The value of a formula, or of a part of it, for one frame. */
export type Evaluate = (frame: Frame) => number

export const variableNames = Object.keys(variables) as readonly VariableName[]

/** A formula made ready: no name left to look up, nothing in it that could run code. */
export interface Formula {
  readonly evaluate: Evaluate
  readonly uses: ReadonlySet<VariableName>
  /** The parsed formula, for those who print it in another language. */
  readonly root: MathNode
}

const mostCharacters = 1_000
const mostNodes = 500
const deepest = 40

const tooDeep = `must not be nested deeper than ${deepest} times`

const refusal = (rule: string, character: number) =>
  new ScheduleError('expression', `${rule} (character ${character + 1})`, character)

/** Where a name stands in the text; mathjs's nodes do not know. */
function placeOf(name: string, text: string): number {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  // A number may stand right before it: "2x" is 2 * x.
  return Math.max(0, text.search(new RegExp(`(?<![A-Za-z_]\\w*|[.])${escaped}(?!\\w)`)))
}

function parsed(text: string): MathNode {
  if (text.trim() === '') throw refusal('is empty', 0)
  if (text.length > mostCharacters) {
    throw refusal(
      `must have at most ${mostCharacters} characters, has ${text.length}`,
      mostCharacters,
    )
  }
  try {
    return parse(text)
  } catch (error) {
    // The parser calls itself for every bracket, and has no limit of its own.
    if (error instanceof RangeError) throw refusal(tooDeep, 0)
    const { message, char } = error as { message: string; char?: number }
    const at = Math.max(0, (char ?? 1) - 1)
    throw refusal(message.replace(/ \(char \d+\)$/, ''), at)
  }
}

class Compiler {
  readonly uses = new Set<VariableName>()
  private nodes = 0

  constructor(private readonly text: string) {}

  compile(node: MathNode, depth = 0): Evaluate {
    this.nodes += 1
    if (this.nodes > mostNodes) throw refusal(`must have at most ${mostNodes} parts`, 0)
    if (depth > deepest) throw refusal(tooDeep, 0)
    const inner = (child: MathNode) => this.compile(child, depth + 1)
    switch (node.type) {
      case 'ConstantNode':
        return this.constant(node as MathNode & { value: unknown })
      case 'SymbolNode':
        return this.symbol((node as MathNode & { name: string }).name)
      case 'ParenthesisNode':
        return inner((node as MathNode & { content: MathNode }).content)
      case 'OperatorNode':
        return this.operator(node as OperatorLike, inner)
      case 'RelationalNode':
        return this.relation(node as RelationLike, inner)
      case 'ConditionalNode': {
        const { condition, trueExpr, falseExpr } = node as ConditionLike
        const [test, yes, no] = [inner(condition), inner(trueExpr), inner(falseExpr)]
        return (frame) => (test(frame) === 0 ? no(frame) : yes(frame))
      }
      case 'FunctionNode':
        return this.call(node as CallLike, inner)
      default:
        throw notPlain(node)
    }
  }

  private constant({ value }: { value: unknown }): Evaluate {
    if (typeof value === 'number') return () => value
    if (typeof value === 'boolean') return () => Number(value)
    throw refusal(`must hold numbers only, not ${describeValue(value)}`, 0)
  }

  private symbol(name: string): Evaluate {
    if (Object.hasOwn(constants, name)) {
      const value = constants[name as keyof typeof constants]
      return () => value
    }
    const slot = variableNames.indexOf(name as VariableName)
    if (slot < 0) throw this.unknown('name', name, [...variableNames, ...Object.keys(constants)])
    this.uses.add(name as VariableName)
    // Frames have a value for every variable.
    return (frame) => frame[slot] as number
  }

  private operator({ fn, args }: OperatorLike, inner: (node: MathNode) => Evaluate): Evaluate {
    const entry = Object.hasOwn(operators, fn) ? operators[fn] : undefined
    if (!entry) throw refusal(`the operator ${fn} is not allowed`, 0)
    const [a, b] = args.map(inner) as [Evaluate, Evaluate?]
    const { apply } = entry
    return b ? (frame) => apply(a(frame), b(frame)) : (frame) => apply(a(frame), NaN)
  }

  /** a < b < c holds where every neighbouring pair does. */
  private relation(
    { params, conditionals }: RelationLike,
    inner: (node: MathNode) => Evaluate,
  ): Evaluate {
    const values = params.map(inner)
    const tests = conditionals.map((name, index): Evaluate => {
      // Comparisons are operators, and each stands between two numbers.
      const { apply } = operators[name] as Operator
      const [left, right] = values.slice(index) as [Evaluate, Evaluate]
      return (frame) => apply(left(frame), right(frame))
    })
    return (frame) => Number(tests.every((test) => test(frame) === 1))
  }

  private call({ fn, args }: CallLike, inner: (node: MathNode) => Evaluate): Evaluate {
    const { name } = fn
    // Such as t.sin(t), whose name is that of a function that there is.
    if (fn.type !== 'SymbolNode') throw notPlain(fn)
    const entry = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (!entry) throw this.unknown('function', name, Object.keys(functions))
    const [fewest, most] = entry.takes
    if (args.length < fewest || args.length > most) {
      const wanted = fewest === most ? String(fewest) : `${fewest} to ${most}`
      throw refusal(`${name} takes ${wanted} numbers, was given ${args.length}`, this.placeOf(name))
    }
    const { call } = entry
    // Every function takes one at least.
    const [a, b, c, ...more] = args.map(inner) as [Evaluate, Evaluate?, Evaluate?, ...Evaluate[]]
    if (!b) return (frame) => call(a(frame))
    if (!c) return (frame) => call(a(frame), b(frame))
    return (frame) => call(a(frame), b(frame), c(frame), ...more.map((each) => each(frame)))
  }

  private unknown(what: string, name: string, known: readonly string[]): ScheduleError {
    const hint = `did you mean "${nearestName(name, known)}"?`
    return refusal(`unknown ${what} "${name.slice(0, 40)}"; ${hint}`, this.placeOf(name))
  }

  private placeOf(name: string): number {
    return placeOf(name, this.text)
  }
}

type OperatorLike = MathNode & { fn: string; args: MathNode[] }
type RelationLike = MathNode & { params: MathNode[]; conditionals: string[] }
type ConditionLike = MathNode & { condition: MathNode; trueExpr: MathNode; falseExpr: MathNode }
type CallLike = MathNode & { fn: MathNode & { name: string }; args: MathNode[] }

const kinds: Readonly<Record<string, string>> = {
  ArrayNode: 'a list',
  AccessorNode: 'a property',
  AssignmentNode: 'an assignment',
  BlockNode: 'more than one formula',
  FunctionAssignmentNode: 'a function of your own',
  IndexNode: 'an index',
  ObjectNode: 'an object',
  RangeNode: 'a range',
}
// All that the compiler does not know has a name here.
const notPlain = ({ type }: MathNode) =>
  refusal(`must be a plain formula; ${kinds[type] as string} is not allowed`, 0)

/**
 * Reads a formula. Throws a {@link ScheduleError} for the field `expression` whose `character` is
 * where the fault is: a syntax error, an unknown name or function (with the nearest known one), or
 * anything but numbers, names, operators, conditions and the functions of the vocabulary.
 */
export function parseFormula(text: string): Formula {
  const compiler = new Compiler(text)
  const root = parsed(text)
  return { evaluate: compiler.compile(root), uses: compiler.uses, root }
}
