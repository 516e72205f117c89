import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What was done and is worth a line; `busy` for what is still being done. */
export interface Told {
  readonly id: number
  readonly text: string
  readonly busy: boolean
}

/** The latest news of something a person asked for; the next takes its place. */
export const useToldStore = defineStore('told', () => {
  const told = shallowRef<Told | null>(null)
  let nextId = 0

  const tell = (text: string, busy = false) => {
    told.value = { id: nextId++, text, busy }
  }
  const dismiss = () => {
    told.value = null
  }

  return { told, tell, dismiss }
})
