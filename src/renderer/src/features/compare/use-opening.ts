import { storeToRefs } from 'pinia'
import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useCompareStore } from '../../stores/compare'
import { useSavedViewsStore } from '../../stores/saved-views'
import { useStudiesStore } from '../../stores/studies'

/**
 * Does what the address asks for, once: `?study=` shows a study's runs in the present view,
 * `?view=` opens a saved view as soon as it is there.
 */
export function useOpening(): void {
  const route = useRoute()
  const router = useRouter()
  const compare = useCompareStore()
  const { histories } = storeToRefs(useStudiesStore())
  const { views } = storeToRefs(useSavedViewsStore())

  const asked = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' ? value : null
  }
  const done = () => void router.replace({ name: 'compare' })

  watch(
    () => ({
      study: asked('study'),
      view: asked('view'),
      all: histories.value,
      saved: views.value,
    }),
    ({ study, view, all, saved }) => {
      const history = [...all.values()].find((each) => each.study.id === study)
      if (history) {
        compare.choose({ studyIds: [history.study.id], filter: '' })
        done()
      }
      const wanted = saved.find(({ id }) => id === view)
      if (wanted) {
        compare.open(wanted.view, wanted.id)
        done()
      }
    },
    { immediate: true },
  )
}
