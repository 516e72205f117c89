import { defineStore } from 'pinia'
import type { RunId } from '../../../shared/domain/ids'
import { useFaultsStore } from './faults'
import { useConnection } from './lab'

/** What only a run's own page shows; read anew each time. */
export const useRunDetailsStore = defineStore('run-details', () => {
  const { lab } = useConnection()
  const { attempt } = useFaultsStore()

  const steps = (runId: RunId) => attempt(() => lab.runs.steps({ runId }))
  const log = async (runId: RunId) => (await attempt(() => lab.runs.log({ runId })))?.lines

  return { steps, log }
})
