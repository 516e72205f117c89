import { computed, type ComputedRef } from 'vue'
import type { CurveSource } from '../../../shared/domain/compare/compared-run'

const same = (a: CurveSource, b: CurveSource) =>
  a.rows === b.rows &&
  a.rateSums === b.rateSums &&
  a.recipe === b.recipe &&
  a.totalEpochs === b.totalEpochs

/** Sources by their ids; one in which nothing changed stays the same object, for those who cache. */
export function reuseSources(
  made: ComputedRef<readonly CurveSource[]>,
): ComputedRef<ReadonlyMap<string, CurveSource>> {
  return computed<ReadonlyMap<string, CurveSource>>((before) => {
    return new Map(
      made.value.map((source) => {
        const old = before?.get(source.id)
        return [source.id, old && same(old, source) ? old : source]
      }),
    )
  })
}
