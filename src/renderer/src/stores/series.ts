import { defineStore, storeToRefs } from 'pinia'
import { shallowRef, watch } from 'vue'
import { splitColumns, toRows } from '../../../shared/domain/epoch-columns'
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

/** Runs asked for in one call: the page takes up the first ones while the lab reads the next. */
const runsPerCall = 250
/** Calls under way at once: one that is answered, and one that is being read. */
const mostCalls = 2

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
  /** Runs whose epochs were asked for and have not come yet. */
  const awaited = shallowRef(0)
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
    const each = splitColumns(all)
    take(new Map(runIds.map((runId, at) => [runId, each[at] ? toRows(each[at]) : []])))
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
    const parts: RunId[][] = []
    for (let from = 0; from < missing.length; from += runsPerCall) {
      parts.push(missing.slice(from, from + runsPerCall))
    }
    awaited.value += missing.length
    const fetchInTurn = async () => {
      for (let part = parts.shift(); part; part = parts.shift()) {
        await fetch(part)
        awaited.value -= part.length
      }
    }
    await Promise.all(Array.from({ length: mostCalls }, fetchInTurn))
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

  return { rows, awaited, want }
})
