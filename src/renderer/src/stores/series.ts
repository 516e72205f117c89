import { defineStore, storeToRefs } from 'pinia'
import { shallowRef, watch } from 'vue'
import { toRows } from '../../../shared/domain/epoch-columns'
import type { RunId } from '../../../shared/domain/ids'
import type { EpochRow } from '../../../shared/domain/series'
import { useConnectionStore } from './connection'
import { useFaultsStore } from './faults'
import { perFrame } from './frames'
import { listen, useConnection } from './lab'
import { mergeRows } from './merge-rows'

interface NewRow {
  readonly runId: RunId
  readonly row: EpochRow
}

/** Runs asked for in one call: the first ones are drawn while the next are read. */
const runsPerCall = 250

function byRun(added: readonly NewRow[]): ReadonlyMap<RunId, readonly EpochRow[]> {
  const rows = new Map<RunId, EpochRow[]>()
  for (const { runId, row } of added) {
    const own = rows.get(runId)
    if (own) own.push(row)
    else rows.set(runId, [row])
  }
  return rows
}

/** Finished epochs of the runs that somebody looks at, growing while they train. */
export const useSeriesStore = defineStore('series', () => {
  const { lab } = useConnection()
  const { state } = storeToRefs(useConnectionStore())
  const { attempt } = useFaultsStore()

  const rows = shallowRef<ReadonlyMap<RunId, readonly EpochRow[]>>(new Map())
  const asked = new Set<RunId>()
  /** Epochs that finished while the run's earlier ones were still on their way. */
  let early: NewRow[] = []

  function take(series: ReadonlyMap<RunId, readonly EpochRow[]>): void {
    const next = new Map(rows.value)
    for (const [runId, incoming] of series) {
      const merged = mergeRows(next.get(runId) ?? [], incoming)
      if (merged) next.set(runId, merged)
      else void reload(runId)
    }
    rows.value = next
  }

  const grow = perFrame<readonly NewRow[]>((batches) => {
    const added = batches.flat().filter(({ runId }) => asked.has(runId))
    early.push(...added.filter(({ runId }) => !rows.value.has(runId)))
    take(byRun(added.filter(({ runId }) => rows.value.has(runId))))
  })

  async function fetch(runIds: readonly RunId[]): Promise<void> {
    const all = await attempt(() => lab.runs.columns({ runIds: [...runIds] }))
    if (!all) {
      for (const runId of runIds) asked.delete(runId)
      return
    }
    take(new Map(all.map((series) => [series.runId, toRows(series)])))
    const late = early.filter(({ runId }) => rows.value.has(runId))
    early = early.filter(({ runId }) => !rows.value.has(runId))
    take(byRun(late))
  }

  async function reload(runId: RunId): Promise<void> {
    const next = new Map(rows.value)
    next.delete(runId)
    rows.value = next
    await fetch([runId])
  }

  /** Reads the series of these runs unless they are here already. */
  async function want(runIds: readonly RunId[]): Promise<void> {
    const missing = runIds.filter((runId) => !asked.has(runId))
    for (const runId of missing) asked.add(runId)
    if (state.value !== 'connected') return
    for (let from = 0; from < missing.length; from += runsPerCall) {
      await fetch(missing.slice(from, from + runsPerCall))
    }
  }

  listen(lab, 'runsAdvanced', ({ epochs }) => {
    if (epochs.length > 0) grow(epochs)
  })
  // Epochs may have been missed while the lab was out of reach.
  watch(state, (next) => {
    if (next !== 'connected') return
    const again = [...asked]
    asked.clear()
    void want(again)
  })

  return { rows, want }
})
