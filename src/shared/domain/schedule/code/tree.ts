import { compileSchedule, type CompiledSchedule, type RunLength } from '../compile'
import type { Resolved } from '../build'
import { fieldPath } from '../error'
import type { FieldValues } from '../field-types'
import type { Field, Part, Unit } from '../fields'
import type { ScheduleKind, ScheduleSpec, scheduleKinds } from '../kinds'

/** The values of a kind's fields: defaults filled in, durations in units. */
export type ValuesOf<Kind extends ScheduleKind> = FieldValues<
  (typeof scheduleKinds)[Kind]['fields']
>

/** A schedule in its place in the run, as the writers of code see it. */
export interface NodeOf<Kind extends ScheduleKind> {
  readonly kind: Kind
  readonly values: ValuesOf<Kind>
  readonly fields: Readonly<Record<string, Field>>
  readonly title: string
  readonly formula: string
  /** Its name in Python; no other schedule of the text has it. */
  readonly name: string
  readonly per: Unit
  readonly stepsPerUnit: number
  readonly totalUnits: number
  /** Step of the run at which its clock starts, and how many it lasts. */
  readonly startStep: number
  readonly totalSteps: number
  /** Step of the run at which another part takes over, or the run's end. */
  readonly endStep: number
  /** How many of its units a run gets to, at least 1. */
  readonly usedUnits: number
  /** What its function counts: steps as soon as anything in it does; null where nothing counts. */
  readonly clock: Unit | null
  readonly children: readonly ScheduleTree[]
}

/** A schedule with those inside it. */
export type ScheduleTree = { [Kind in ScheduleKind]: NodeOf<Kind> }[ScheduleKind]

/** A spec made ready to be written as code. */
export interface Plan {
  readonly root: ScheduleTree
  readonly nodes: readonly ScheduleTree[]
  readonly compiled: CompiledSchedule
  readonly length: RunLength
}

const names: Partial<Record<ScheduleKind, string>> = { step: 'stairs' }

function namer() {
  const used = new Map<string, number>()
  return (kind: ScheduleKind) => {
    const name = names[kind] ?? kind.replaceAll('-', '_')
    const count = (used.get(name) ?? 0) + 1
    used.set(name, count)
    return count === 1 ? name : `${name}_${count}`
  }
}

/** A schedule inside another one, and how many steps of the run it is asked for. */
interface Inner {
  readonly path: string
  readonly usedSteps: number
}

function innerOf({ definition, values, scope, site }: Resolved, usedSteps: number) {
  const own = values as Readonly<Record<string, unknown>>
  switch (definition.kind) {
    case 'sequence': {
      const parts = own.parts as readonly Part[]
      let start = 0
      return parts.map(({ length }, index): Inner => {
        const left = usedSteps - start
        const lasts = length * scope.stepsPerUnit
        start += lasts
        return {
          path: fieldPath(site.path, `parts[${index}].schedule`),
          usedSteps: index < parts.length - 1 ? Math.min(left, lasts) : left,
        }
      })
    }
    case 'product':
      return (own.factors as readonly unknown[]).map((_, index): Inner => {
        return { path: fieldPath(site.path, `factors[${index}]`), usedSteps }
      })
    case 'warmup': {
      const before = own.mode === 'prepend' ? Number(own.over) * scope.stepsPerUnit : 0
      return [{ path: fieldPath(site.path, 'schedule'), usedSteps: usedSteps - before }]
    }
    default:
      return [{ path: fieldPath(site.path, 'schedule'), usedSteps }]
  }
}

const timeless: readonly string[] = ['constant', 'plateau', 'greedy', 'product', 'clamp']

function clockOf(kind: string, per: Unit, children: readonly ScheduleTree[]): Unit | null {
  const clocks = children.map((child) => child.clock)
  if (!timeless.includes(kind)) clocks.push(per)
  if (clocks.includes('step')) return 'step'
  return clocks.includes('epoch') ? 'epoch' : null
}

/** Compiles a spec, which throws a ScheduleError for a bad one, and names everything in it. */
export function planCode(spec: ScheduleSpec, length: RunLength): Plan {
  const compiled = compileSchedule(spec, length)
  const byPath = new Map(compiled.resolved.map((each) => [each.site.path, each]))
  const nameOf = namer()
  const nodes: ScheduleTree[] = []
  const nodeAt = ({ path, usedSteps }: Inner): ScheduleTree[] => {
    const found = byPath.get(path)
    if (!found) return []
    const { definition, values, scope, site } = found
    const { kind, fields, title, formula } = definition
    const { per, stepsPerUnit, totalUnits } = scope
    const name = nameOf(kind as ScheduleKind)
    const children = innerOf(found, usedSteps).flatMap(nodeAt)
    const node = {
      ...{ kind, values, fields, title, formula, name, per, stepsPerUnit, totalUnits, children },
      ...{ startStep: site.startStep, totalSteps: site.totalSteps, endStep: site.endStep },
      usedUnits: Math.max(1, Math.ceil(usedSteps / stepsPerUnit)),
      clock: clockOf(kind, per, children),
      // The kind and its values were paired when the spec was compiled.
    } as unknown as ScheduleTree
    nodes.push(node)
    return [node]
  }
  const [root] = nodeAt({ path: '', usedSteps: compiled.totalSteps })
  if (!root) throw new Error('a compiled schedule has an outermost one')
  return { root, nodes, compiled, length }
}
