import { usePreferredDark } from '@vueuse/core'
import { storeToRefs } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import type { ChartTheme } from '../../../shared/charts/theme'
import { useSettingsStore } from '../stores/settings'

/** The theme in force: what the settings say, or the system's. */
export function useTheme(): ComputedRef<ChartTheme> {
  const { theme } = storeToRefs(useSettingsStore())
  const dark = usePreferredDark()
  return computed(() => {
    if (theme.value !== 'system') return theme.value
    return dark.value ? 'dark' : 'light'
  })
}
