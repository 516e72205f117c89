import { defineStore, storeToRefs } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Settings } from '../../../shared/contract/settings'
import { useConnectionStore } from './connection'
import { useFaultsStore } from './faults'
import { listen, useConnection, whenConnected } from './lab'

/** What a person may change. */
export const useSettingsStore = defineStore('settings', () => {
  const { lab } = useConnection()
  const { state } = storeToRefs(useConnectionStore())
  const { attempt } = useFaultsStore()

  const settings = shallowRef<Settings | null>(null)
  const theme = computed(() => settings.value?.theme ?? 'system')

  listen(lab, 'settingsChanged', (changed) => {
    settings.value = changed
  })
  whenConnected(state, () =>
    attempt(async () => {
      settings.value = await lab.settings.read({})
    }),
  )

  const update = (changes: Partial<Settings>) =>
    attempt(async () => {
      settings.value = await lab.settings.update(changes)
    })

  return { settings, theme, update }
})
