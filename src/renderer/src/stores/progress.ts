import { defineStore, storeToRefs } from 'pinia'
import { shallowRef } from 'vue'
import type { RunId } from '../../../shared/domain/ids'
import { isFinal, type RunProgress } from '../../../shared/domain/run'
import { useConnectionStore } from './connection'
import { useFaultsStore } from './faults'
import { perFrame } from './frames'
import { listen, useConnection, whenConnected } from './lab'

/** Where running runs stand between their epochs. */
export const useProgressStore = defineStore('progress', () => {
  const { lab } = useConnection()
  const { state } = storeToRefs(useConnectionStore())
  const { attempt } = useFaultsStore()
  const byRun = shallowRef<ReadonlyMap<RunId, RunProgress>>(new Map())

  const advance = perFrame<readonly RunProgress[]>((batches) => {
    const next = new Map(byRun.value)
    for (const progress of batches.flat()) next.set(progress.runId, progress)
    byRun.value = next
  })

  listen(lab, 'runsAdvanced', ({ progress }) => {
    if (progress.length > 0) advance(progress)
  })
  listen(lab, 'runsChanged', ({ runs }) => {
    const next = new Map(byRun.value)
    for (const run of runs) if (isFinal(run.status) || run.status === 'queued') next.delete(run.id)
    byRun.value = next
  })
  whenConnected(state, () =>
    attempt(async () => {
      const all = await lab.runs.progress({})
      byRun.value = new Map(all.map((progress) => [progress.runId, progress]))
    }),
  )

  return { byRun }
})
