import { defineStore, storeToRefs } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { RunId } from '../../../shared/domain/ids'
import { useConnectionStore } from './connection'
import { useFaultsStore } from './faults'
import { listen, useConnection } from './lab'

/** Runs asked for in one call. */
const runsPerCall = 500

/** Sums of the applied rates up to each epoch's end, of the runs that somebody looks at. */
export const useRateSumsStore = defineStore('rate-sums', () => {
  const { lab } = useConnection()
  const { state } = storeToRefs(useConnectionStore())
  const { attempt } = useFaultsStore()

  const sums = shallowRef<ReadonlyMap<RunId, Float64Array>>(new Map())
  const asked = new Set<RunId>()
  /** Runs that were asked for, or finished an epoch since. */
  let due: RunId[] = []
  let reading: Promise<void> | null = null

  async function read(): Promise<void> {
    while (due.length > 0 && state.value === 'connected') {
      const runIds = due.slice(0, runsPerCall)
      due = due.slice(runsPerCall)
      const all = await attempt(() => lab.runs.rateSums({ runIds }))
      if (!all) {
        for (const runId of runIds) asked.delete(runId)
        continue
      }
      const next = new Map(sums.value)
      for (const each of all) next.set(each.runId, each.sums)
      sums.value = next
    }
  }

  /** One call after another: what comes due meanwhile goes with the next one. */
  function readDue(): Promise<void> {
    reading ??= read().finally(() => {
      reading = null
    })
    return reading
  }

  /** Reads the sums of these runs unless they are here already, and from now on as they grow. */
  async function want(runIds: readonly RunId[]): Promise<void> {
    const missing = runIds.filter((runId) => !asked.has(runId))
    for (const runId of missing) asked.add(runId)
    due.push(...missing)
    if (due.length > 0) await readDue()
  }

  listen(lab, 'runsAdvanced', ({ epochs }) => {
    const grown = new Set(epochs.map(({ runId }) => runId).filter((runId) => asked.has(runId)))
    if (grown.size === 0) return
    due = [...new Set([...due, ...grown])]
    void readDue()
  })
  // Epochs may have been missed while the lab was out of reach.
  watch(state, (next) => {
    if (next !== 'connected') return
    due = [...asked]
    void readDue()
  })

  return { sums, want }
})
