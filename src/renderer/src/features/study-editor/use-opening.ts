import { storeToRefs } from 'pinia'
import { computed, watch, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { draftOfStudy, draftOfTemplate } from '../../../../shared/domain/study-plan/draft'
import { useStudiesStore } from '../../stores/studies'
import { useStudyDraftStore } from '../../stores/study-draft'
import { studyEditorTexts as words } from '../../texts/study-editor'

/**
 * Puts on the table what the address names: a template or a study, once it is known. Without either,
 * and for what is there already, what was there stays. Returns what is wrong with the address, or null.
 */
export function useOpening(): ComputedRef<string | null> {
  const route = useRoute()
  const draft = useStudyDraftStore()
  const { templates, newestFirst, status } = storeToRefs(useStudiesStore())

  const from = computed(() => (typeof route.query.from === 'string' ? route.query.from : null))
  const found = computed(() => {
    const template = templates.value.find(({ id }) => id === from.value)
    if (template) return draftOfTemplate(template)
    const history = newestFirst.value.find(({ study }) => study.id === from.value)
    return history && draftOfStudy(history.study)
  })
  const isFound = computed(() => found.value !== undefined)
  watch(
    [from, isFound],
    () => {
      if (found.value && from.value !== null && draft.origin !== from.value) {
        draft.open(found.value, from.value)
      }
    },
    { immediate: true },
  )
  return computed(() =>
    from.value !== null && !isFound.value && status.value === 'ready'
      ? words.missing(from.value)
      : null,
  )
}
