import { fieldPath, ScheduleError } from './error'
import type { NestedSpec, Unit } from './fields'
import type { KindDefinition } from './kind'
import type { ScheduleKind } from './kinds'
import type { EpochMetrics, Memory, ScheduleNode, Scope } from './node'
import { definitionOf, unitIn } from './read-spec'
import { resolveFields, type ResolvedFields } from './resolve-fields'

/** A memory, and the steps of the run during which its owner rules. */
interface KeptMemory {
  readonly memory: Memory<unknown>
  readonly from: number
  readonly to: number
}

/** Where a spec stands in the run; steps of the whole run. */
interface Site {
  readonly path: string
  readonly per: Unit
  readonly startStep: number
  readonly totalSteps: number
  /** Before this step it rules, if it has begun; later it may not. */
  readonly endStep: number
}

/** A schedule as it is used in one place: its definition, its values and its clock. */
export interface Resolved {
  readonly definition: KindDefinition
  readonly spec: NestedSpec
  readonly values: ResolvedFields
  readonly scope: Scope
  readonly site: Site
}

/** Builds a spec, which has been read before, for one run. */
export class Builder {
  readonly memories: KeptMemory[] = []
  /** Everything built, the outermost schedule first. */
  readonly resolved: Resolved[] = []

  constructor(private readonly stepsPerEpoch: number) {}

  build(spec: NestedSpec, site: Site): ScheduleNode {
    const per = unitIn(spec, site.per)
    const definition = definitionOf(spec.kind as ScheduleKind)
    const scope = this.scopeOf({ ...site, per })
    const values = resolveFields(site.path, definition.fields, spec, scope.totalUnits)
    const problem = definition.check?.(values, scope)
    if (problem) throw new ScheduleError(site.path, problem)
    this.resolved.push({ definition, spec, values, scope, site: { ...site, per } })
    return definition.build(values, scope)
  }

  private scopeOf({ path, per, startStep, totalSteps, endStep }: Site): Scope {
    const { stepsPerEpoch } = this
    const stepsPerUnit = per === 'epoch' ? stepsPerEpoch : 1
    return {
      per,
      stepsPerEpoch,
      stepsPerUnit,
      totalSteps,
      totalUnits: Math.max(1, Math.ceil(totalSteps / stepsPerUnit)),
      child: (name, spec, clock = { startStep: 0, totalSteps }) =>
        this.build(spec, {
          path: fieldPath(path, name),
          per,
          startStep: startStep + clock.startStep,
          totalSteps: clock.totalSteps,
          endStep: Math.min(endStep, startStep + (clock.endStep ?? Infinity)),
        }),
      remember: (memory) => {
        const slot = this.memories.length
        type State = typeof memory.initial
        this.memories.push({
          memory: memory as unknown as Memory<unknown>,
          from: startStep,
          to: endStep,
        })
        return (state) => (state[slot] ?? memory.initial) as State
      },
    }
  }

  /** The memories after an epoch; those whose schedule did not rule at its end stay as they are. */
  observe(
    state: readonly unknown[],
    metrics: EpochMetrics & { readonly epoch: number },
  ): readonly unknown[] {
    const lastStep = (metrics.epoch + 1) * this.stepsPerEpoch - 1
    return this.memories.map(({ memory, from, to }, slot) => {
      const known = state[slot] ?? memory.initial
      return lastStep >= from && lastStep < to ? memory.observe(known, metrics) : known
    })
  }
}
