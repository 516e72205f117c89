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
  /** Finished epochs of the checkpoints from which a fork can go on, rising. */
  const checkpoints = async (runId: RunId) => {
    const kept = await attempt(() => lab.runs.checkpoints({ runId }))
    return kept?.filter(({ step }) => step === 0).map(({ epochs }) => epochs)
  }

  return { steps, log, checkpoints }
})
