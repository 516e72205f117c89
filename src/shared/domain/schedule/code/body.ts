import type { ScheduleKind } from '../kinds'
import { layOut } from './layout'
import { define, indent, list, number, text, upperName } from './python'
import type { Dialect } from './dialect'
import type { Script } from './script'
import type { NodeOf, Plan, ValuesOf } from './tree'

/** The rate of a schedule as an expression, at a moment of the clock its function counts in. */
export type RateAt = (moment: string) => string

/** What a rate's function does: names for parts, then the first case that holds, else the result. */
export interface Body {
  readonly lets?: readonly (readonly [name: string, value: string])[]
  readonly cases?: readonly (readonly [condition: string, value: string])[]
  readonly result: string
  /** Infinite numbers may come up on the way. */
  readonly quiet?: boolean
}

/** Writes the constants of one schedule, and knows what its function counts. */
export class Pen<Kind extends ScheduleKind = ScheduleKind> {
  /** The unit of the schedule's own time, as its function names it. */
  readonly t: string

  constructor(
    readonly script: Script,
    readonly node: NodeOf<Kind>,
    readonly dialect: Dialect,
    private readonly prefix: string,
  ) {
    this.t = node.per
  }

  /** The constant of a field. */
  of(field: keyof ValuesOf<Kind> & string): string {
    const known = this.node.fields[field]
    const value = (this.node.values as Readonly<Record<string, unknown>>)[field]
    const name = upperName(field)
    const isRate = known !== undefined && 'quantity' in known && known.quantity === 'rate'
    switch (known?.type) {
      case 'duration':
      case 'optional-duration':
        return this.units(name, value as number)
      case 'moments':
        return this.numbers(name, value as readonly number[])
      case 'rates':
        return this.numbers(name, value as readonly number[], 'float')
      default:
        if (typeof value !== 'number') return this.constant(name, text(String(value)))
        return this.constant(
          isRate && field !== 'rate' ? `${name}_RATE` : name,
          number(value, isRate ? 'float' : 'plain'),
        )
    }
  }

  /** A constant of this schedule by a name of its own. */
  constant(name: string, value: string): string {
    return this.script.constant(this.prefix + name, value)
  }

  /** A number of the schedule's units. */
  units(name: string, value: number): string {
    return this.constant(`${name}_${this.t.toUpperCase()}S`, number(value))
  }

  numbers(name: string, values: readonly number[], as?: 'float'): string {
    const items = values.map((value) => number(value, as))
    const room = 72 - this.prefix.length - name.length
    return this.constant(name, this.dialect.array(list(items, room)))
  }

  /** The length of the schedule's own clock in its units: T. */
  total(): string {
    const { totalUnits, per } = this.node
    const { totalEpochs, stepsPerEpoch } = this.script.length
    if (per === 'epoch' && totalUnits === totalEpochs) return 'EPOCHS'
    if (per === 'step' && totalUnits === totalEpochs * stepsPerEpoch) return this.script.steps()
    return this.units('TOTAL', totalUnits)
  }
}

/** Between two rates: `share` 1 is the first, 0 the other. */
export const mix = (from: string, to: string, toValue: number, share: string) =>
  toValue === 0 ? `${from} * ${share}` : `${to} + (${from} - ${to}) * ${share}`

/** A body as the lines of a function; arrays choose, plain numbers return early. */
function linesOf({ lets = [], cases = [], result }: Body, { name }: Dialect): readonly string[] {
  const named = lets.map(([part, value]) => `${part} = ${value}`)
  if (name === 'math') {
    const early = cases.flatMap(([condition, value]) => [
      `if ${condition}:`,
      ...indent(layOut(`return ${value}`)),
    ])
    return [...named.flatMap(layOut), ...early, ...layOut(`return ${result}`)]
  }
  const chosen = cases.reduceRight(
    (rest, [condition, value]) => `jnp.where(${condition}, ${value}, ${rest})`,
    result,
  )
  return [...named.flatMap(layOut), ...layOut(`return ${chosen}`)]
}

/** Keeps NumPy from warning of infinite numbers on the way to a finite rate. */
export const quietly = '@np.errstate(all="ignore")'

/** The function of one schedule. */
export const writeBody = (name: string, argument: string, doc: string, body: Body, m: Dialect) => [
  ...(body.quiet ? [quietly] : []),
  ...define(`${name}(${argument})`, doc, linesOf(body, m)),
]

/** Makes the pen of any schedule of a text. */
export type PenOf = <Kind extends ScheduleKind>(node: NodeOf<Kind>) => Pen<Kind>

/**
 * Pens that write into one script. Constants have the schedule's name before them where there is
 * more than one schedule.
 */
export const pensFor =
  ({ nodes }: Plan, script: Script, dialect: Dialect): PenOf =>
  (node) =>
    new Pen(script, node, dialect, nodes.length === 1 ? '' : `${node.name.toUpperCase()}_`)
