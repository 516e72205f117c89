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
  const measuring = shallowRef(false)
  const measureProblem = shallowRef<string | null>(null)

  /** Times every way of training; what stood before stays where that fails. */
  async function measure(): Promise<void> {
    if (measuring.value) return
    measuring.value = true
    measureProblem.value = null
    try {
      report.value = await lab.machine.measure({})
    } catch (error) {
      measureProblem.value = (error as Error).message
    } finally {
      measuring.value = false
    }
  }

  whenConnected(state, load)
  watch(() => settings.value?.parallelRuns, load)

  return { report, status, problem, measuring, measureProblem, load, measure }
})
