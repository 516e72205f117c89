import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef } from 'vue'
import { useConnection } from './lab'

/** Whether the lab can be reached. */
export const useConnectionStore = defineStore('connection', () => {
  const connection = useConnection()
  const state = shallowRef(connection.state())
  onScopeDispose(
    connection.onState((next) => {
      state.value = next
    }),
  )
  return { state }
})
