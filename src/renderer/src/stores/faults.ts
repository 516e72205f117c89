import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { toWireError, type WireError } from '../../../shared/contract/errors'

/** Something that went wrong and was not yet dismissed. */
export interface Fault extends WireError {
  readonly id: number
}

/** Older ones make room: a lost disk must not fill the screen. */
const mostFaults = 4

/** What went wrong, to be shown until dismissed. */
export const useFaultsStore = defineStore('faults', () => {
  const faults = shallowRef<readonly Fault[]>([])
  let nextId = 0

  function report(error: unknown): void {
    const fault = { ...toWireError(error), id: nextId++ }
    const others = faults.value.filter(({ message }) => message !== fault.message)
    faults.value = [...others, fault].slice(-mostFaults)
  }

  function dismiss(id: number): void {
    faults.value = faults.value.filter((fault) => fault.id !== id)
  }

  /** The action's result, or undefined after its error was reported. */
  async function attempt<Result>(action: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await action()
    } catch (error) {
      report(error)
      return undefined
    }
  }

  return { faults, report, dismiss, attempt }
})
