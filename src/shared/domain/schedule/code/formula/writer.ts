import type { Formula } from '../../formula/parse'
import { knownValue, type FormulaPart, type KnownNames } from './tree'
import { number } from '../python'

/** An expression, and how tightly its outermost operator binds. */
interface Written {
  readonly text: string
  readonly level: number
}

const levels = { compare: 4, add: 5, multiply: 6, sign: 7, power: 8, atom: 9 } as const

const signs = {
  add: ['+', levels.add],
  subtract: ['-', levels.add],
  multiply: ['*', levels.multiply],
  divide: ['/', levels.multiply],
} as const
const comparisons: Readonly<Record<string, string>> = {
  ...{ smaller: '<', smallerEq: '<=', larger: '>', largerEq: '>=', equal: '==', unequal: '!=' },
}
const logic: Readonly<Record<string, string>> = {
  ...{ and: 'logical_and', or: 'logical_or', xor: 'logical_xor' },
}

/** NumPy's name for a function of formulas, where it is a function of one argument like it. */
const sameFunctions: Readonly<Record<string, string>> = {
  ...{ abs: 'abs', sqrt: 'sqrt', cbrt: 'cbrt', exp: 'exp', ln: 'log', log2: 'log2' },
  ...{ log10: 'log10', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'arcsin', acos: 'arccos' },
  ...{ atan: 'arctan', atan2: 'arctan2', sinh: 'sinh', cosh: 'cosh', tanh: 'tanh' },
  ...{ floor: 'floor', ceil: 'ceil', sign: 'sign' },
}

const wholeNames: readonly string[] = ['t', 'T', 'step', 'steps', 'epoch', 'stepsPerEpoch']

/** Above it Python's whole numbers and floats part ways. */
const largestWhole = 2 ** 53

/** Writes a parsed formula in Python, with NumPy or JAX for everything beyond arithmetic. */
export class FormulaWriter {
  constructor(
    private readonly namespace: 'np' | 'jnp',
    /** Values that Python must not work out where they are not finite: it would raise. */
    private readonly known: KnownNames,
    /** What a variable is called in Python. */
    private readonly nameOf: (variable: string) => string,
  ) {}

  write(root: Formula['root']): string {
    // The formula was read by parseFormula, which lets nothing but these parts through.
    return this.value(root as unknown as FormulaPart).text
  }

  private call(name: string, ...args: readonly (FormulaPart | string)[]): Written {
    const texts = args.map((arg) => (typeof arg === 'string' ? arg : this.value(arg).text))
    return { text: `${this.namespace}.${name}(${texts.join(', ')})`, level: levels.atom }
  }

  private literal(value: number): Written {
    const text = Number.isFinite(value)
      ? number(value)
      : number(value).replace('math', this.namespace)
    return { text, level: value < 0 ? levels.sign : levels.atom }
  }

  /** An operand, between brackets where its operator binds less than `least`. */
  private operand(part: FormulaPart | undefined, least: number): string {
    if (!part) return `${this.namespace}.nan`
    const { text, level } = this.value(part)
    return level < least ? `(${text})` : text
  }

  private value(part: FormulaPart): Written {
    const value = knownValue(part, this.known)
    const isPlain = value === null || (Number.isFinite(value) && Math.abs(value) <= largestWhole)
    if (!isPlain) return this.literal(value)
    switch (part.type) {
      case 'ConstantNode':
        return this.literal(Number(part.value))
      case 'SymbolNode': {
        const isConstant = part.name === 'pi' || part.name === 'e'
        const text = isConstant ? `${this.namespace}.${part.name}` : this.nameOf(part.name)
        return { text, level: levels.atom }
      }
      case 'ParenthesisNode':
        return this.value(part.content)
      case 'OperatorNode':
        return this.operator(part)
      case 'RelationalNode':
        return this.call('where', this.condition(part), '1.0', '0.0')
      case 'ConditionalNode':
        return this.call('where', this.condition(part.condition), part.trueExpr, part.falseExpr)
      case 'FunctionNode':
        return this.function(part)
    }
  }

  private operator(part: FormulaPart & { type: 'OperatorNode' }): Written {
    const { fn, args } = part
    const [a, b] = args
    switch (fn) {
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide': {
        const [sign, level] = signs[fn]
        return { text: `${this.operand(a, level)} ${sign} ${this.operand(b, level + 1)}`, level }
      }
      case 'pow':
        return this.power(a, b)
      case 'mod':
        return this.modulo(a, b)
      case 'unaryMinus':
        return { text: `-${this.operand(a, levels.sign)}`, level: levels.sign }
      case 'unaryPlus':
        return { text: `+${this.operand(a, levels.sign)}`, level: levels.sign }
      default:
        return this.call('where', this.condition(part), '1.0', '0.0')
    }
  }

  private power(a: FormulaPart | undefined, b: FormulaPart | undefined): Written {
    const text = `${this.operand(a, levels.atom)} ** ${this.operand(b, levels.sign)}`
    return { text, level: levels.power }
  }

  /** Python's % works out the remainder exactly, the formula from the rounded quotient. */
  private modulo(a: FormulaPart | undefined, b: FormulaPart | undefined): Written {
    const divisor = b ? knownValue(b, this.known) : null
    const isWhole = a?.type === 'SymbolNode' && wholeNames.includes(a.name)
    const level = levels.multiply
    if (isWhole && divisor !== null && divisor !== 0 && Number.isInteger(divisor)) {
      return { text: `${this.operand(a, level)} % ${this.operand(b, level + 1)}`, level }
    }
    const [left, right] = [this.operand(a, level), this.operand(b, level + 1)]
    const times = `${this.namespace}.floor(${left} / ${right})`
    return { text: `${this.operand(a, levels.add)} - ${right} * ${times}`, level: levels.add }
  }

  /** A part as a condition: true where it is not 0. */
  private condition(part: FormulaPart): string {
    if (part.type === 'ParenthesisNode') return this.condition(part.content)
    if (part.type === 'RelationalNode') {
      const pairs = part.conditionals.map((fn, index) =>
        this.condition({ type: 'OperatorNode', fn, args: part.params.slice(index, index + 2) }),
      )
      return pairs.reduce((all, pair) => `${this.namespace}.logical_and(${all}, ${pair})`)
    }
    if (part.type === 'OperatorNode') {
      const [a, b] = part.args
      const sign = comparisons[part.fn]
      if (sign) {
        return `${this.operand(a, levels.add)} ${sign} ${this.operand(b, levels.add)}`
      }
      const name = logic[part.fn]
      if (name && a && b) return this.call(name, this.condition(a), this.condition(b)).text
      if (part.fn === 'not' && a) return this.call('logical_not', this.condition(a)).text
    }
    return `${this.operand(part, levels.add)} != 0`
  }

  private function({ fn: { name }, args }: FormulaPart & { type: 'FunctionNode' }): Written {
    const [a, b, c] = args
    const same = sameFunctions[name]
    if (same) return this.call(same, ...args)
    switch (name) {
      case 'min':
      case 'max': {
        const [first = '', ...others] = args.map((arg) => this.value(arg).text)
        const pick = name === 'min' ? 'minimum' : 'maximum'
        const text = others.reduce((all, each) => this.call(pick, all, each).text, first)
        return others.length === 0 && a ? this.value(a) : { text, level: levels.atom }
      }
      case 'round':
        return this.call('floor', `${this.operand(a, levels.add)} + 0.5`)
      case 'clamp':
        return this.call('minimum', this.call('maximum', a ?? '', b ?? '').text, c ?? '')
      case 'pow':
        return this.power(a, b)
      case 'mod':
        return this.modulo(a, b)
      case 'where':
        return this.call('where', a ? this.condition(a) : '', b ?? '', c ?? '')
      case 'log': {
        const natural = this.call('log', a ?? '')
        if (!b) return natural
        return { text: `${natural.text} / ${this.call('log', b).text}`, level: levels.multiply }
      }
      default:
        throw new Error(`no Python for the function ${name} of formulas`)
    }
  }
}
