import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What was done and is worth a line; `busy` for what is still being done. */
export interface Told {
  readonly id: number
  readonly text: string
  readonly busy: boolean
  /** Takes back what was done. */
  readonly undo?: () => unknown
}

/** The latest news of something a person asked for; the next takes its place. */
export const useToldStore = defineStore('told', () => {
  const told = shallowRef<Told | null>(null)
  let nextId = 0

  const tell = (text: string, busy = false) => {
    told.value = { id: nextId++, text, busy }
  }
  /** Tells of something that can be taken back, as long as its line is there. */
  const tellUndoable = (text: string, undo: () => unknown) => {
    told.value = { id: nextId++, text, busy: false, undo }
  }
  const dismiss = () => {
    told.value = null
  }

  const undo = async () => {
    const last = told.value
    dismiss()
    await last?.undo?.()
  }

  return { told, tell, tellUndoable, dismiss, undo }
})
