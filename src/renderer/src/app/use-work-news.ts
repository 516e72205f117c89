import { storeToRefs } from 'pinia'
import { computed, watch } from 'vue'
import { useRouter } from 'vue-router'
import { formatShare } from '../../../shared/domain/format'
import { studyEnd, watchStudyEnds } from '../../../shared/domain/study-end'
import { workFraction } from '../../../shared/domain/work-progress'
import { useNoticesStore } from '../stores/notices'
import { useProgressStore } from '../stores/progress'
import { useSettingsStore } from '../stores/settings'
import { useStudiesStore } from '../stores/studies'
import { texts } from '../texts'

/** Shows in the title how far the work is, and tells when a study ended that nobody looks at. */
export function useWorkNews(): void {
  const { newestFirst } = storeToRefs(useStudiesStore())
  const { byRun } = storeToRefs(useProgressStore())
  const { settings } = storeToRefs(useSettingsStore())
  const notices = useNoticesStore()
  const router = useRouter()

  const title = computed(() => {
    const fraction = workFraction(newestFirst.value, ({ id }) => byRun.value.get(id))
    return fraction === null ? texts.app.name : `${formatShare(fraction)} · ${texts.app.name}`
  })
  watch(title, (next) => (document.title = next), { immediate: true })

  const endedSince = watchStudyEnds()
  watch(
    newestFirst,
    (histories) => {
      const ended = endedSince(histories)
      if (document.hasFocus() || settings.value?.notifyWhenDone !== true) return
      for (const history of ended) {
        const end = studyEnd(history)
        notices.notify(end.title, end.text, () => {
          void router.push({ name: 'study', params: { studyId: history.study.id } })
        })
      }
    },
    { immediate: true },
  )
}
