import { pensFor, writeBody, type Body, type PenOf, type RateAt } from './body'
import { compositionBody, type Composer } from './compositions'
import type { Dialect } from './dialect'
import type { NoiseSource } from './noise'
import { writeReacting } from './feedback'
import type { Script } from './script'
import { shapes, type ShapeKind } from './shapes'
import type { Plan, ScheduleTree } from './tree'

/** What a library offers for a schedule: the rate, or null where a function must be written. */
export type Offer = (node: ScheduleTree, name: string) => RateAt | null

/** A formula that does not fit one line says less than the function under it. */
const longestDoc = 76

interface Options {
  readonly dialect: Dialect
  readonly noise: NoiseSource
  readonly offer?: Offer
}

/** A moment in steps as one in epochs. */
const inEpochs = (moment: string) =>
  `${/^\w+$/.test(moment) ? moment : `(${moment})`} // STEPS_PER_EPOCH`

/** Writes schedules as Python functions of `epoch` or `step`. */
export class FunctionWriter implements Composer {
  readonly penOf: PenOf
  readonly dialect: Dialect
  readonly noise: NoiseSource

  constructor(
    private readonly plan: Plan,
    private readonly script: Script,
    private readonly options: Options,
  ) {
    this.penOf = pensFor(plan, script, options.dialect)
    this.dialect = options.dialect
    this.noise = options.noise
  }

  /** Adds what a schedule needs; its function is called `name`. */
  write(node: ScheduleTree, name = node.name): RateAt {
    const offered = this.options.offer?.(node, name)
    if (offered) return offered
    switch (node.kind) {
      case 'constant': {
        const rate = this.penOf(node).of('rate')
        return () => rate
      }
      case 'plateau':
      case 'greedy': {
        const rate = writeReacting(node, this.plan, this.script)
        return () => rate
      }
      case 'warmup':
      case 'sequence':
      case 'product':
      case 'clamp':
      case 'noise':
        return this.add(node, name, `${node.title}.`, compositionBody(node, this))
      default: {
        const told = `${node.title}: ${node.formula}.`
        const doc = told.length <= longestDoc ? told : `${node.title}.`
        return this.add(node, name, doc, this.shapeBody(node))
      }
    }
  }

  inner(parent: ScheduleTree, index = 0): RateAt {
    const child = parent.children[index]
    if (!child) throw new Error(`${parent.kind} has no schedule ${index}`)
    const rate = this.write(child)
    const isCoarser = parent.clock === 'step' && child.clock === 'epoch'
    return (moment) => rate(isCoarser ? inEpochs(moment) : moment)
  }

  private shapeBody(node: ScheduleTree & { readonly kind: ShapeKind }): Body {
    // Each kind's entry takes the values and the pen of that kind; the union of pairs is lost here.
    const write = shapes[node.kind] as (values: unknown, pen: unknown) => Body
    return write(node.values, this.penOf<ShapeKind>(node))
  }

  private add(node: ScheduleTree, name: string, doc: string, body: Body): RateAt {
    const clock = node.clock ?? 'epoch'
    this.script.define(name, writeBody(name, clock, doc, body, this.dialect))
    return (moment) => `${name}(${moment})`
  }
}
