import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { TrialId } from '../../../../shared/domain/ids'
import { problemText, type AvailableMemory } from '../../../../shared/domain/recipe-check'
import {
  duplicatesIn,
  draftProblems,
  isChecked,
  recipeProblems,
} from '../../../../shared/domain/study-plan/check-draft'
import type { StudyDraft } from '../../../../shared/domain/study-plan/draft'

/** A thousand recipes take longer to check than a person waits for a key. */
const sliceMs = 8

/** What is wrong with a draft, found bit by bit; what was checked once is not checked again. */
export function useDraftChecks(
  draft: Readonly<Ref<StudyDraft>>,
  available: Readonly<Ref<AvailableMemory | undefined>>,
) {
  const done = shallowRef(0)
  let timer: ReturnType<typeof setTimeout> | undefined

  const unchecked = () =>
    draft.value.trials.filter(({ recipe }) => !isChecked(recipe, available.value))

  function check(): void {
    clearTimeout(timer)
    const until = performance.now() + sliceMs
    const waiting = unchecked()
    let next = 0
    while (next < waiting.length && performance.now() < until) {
      const trial = waiting[next]
      if (trial) recipeProblems(trial.recipe, available.value)
      next += 1
    }
    done.value += 1
    if (next < waiting.length) timer = setTimeout(check)
  }
  watch([() => draft.value.trials, available], check, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))

  const left = computed(() => done.value && unchecked().length)
  /** Of each trial that cannot be trained, all that speaks against it. */
  const problems = computed<ReadonlyMap<TrialId, readonly string[]>>(() => {
    const found = new Map<TrialId, readonly string[]>()
    if (done.value === 0) return found
    for (const { id, recipe } of draft.value.trials) {
      if (!isChecked(recipe, available.value)) continue
      const own = recipeProblems(recipe, available.value).map(problemText)
      if (own.length > 0) found.set(id, own)
    }
    return found
  })
  const twins = computed(() => duplicatesIn(draft.value))
  const general = computed(() => draftProblems(draft.value))
  return { left, problems, twins, general }
}
