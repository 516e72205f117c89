import { defineStore, storeToRefs } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { MachineReport } from '../../../shared/contract/machine'
import { useConnectionStore } from './connection'
import { useConnection, whenConnected } from './lab'
import { useLoading } from './loading'
import { useSettingsStore } from './settings'

/** The machine that trains. */
export const useMachineStore = defineStore('machine', () => {
  const { lab } = useConnection()
  const { state } = storeToRefs(useConnectionStore())
  const { settings } = storeToRefs(useSettingsStore())

  const report = shallowRef<MachineReport | null>(null)
  const {
    status,
    problem,
    run: load,
  } = useLoading(async () => {
    report.value = await lab.machine.describe({})
  })
  whenConnected(state, load)
  watch(() => settings.value?.parallelRuns, load)

  return { report, status, problem, load }
})
