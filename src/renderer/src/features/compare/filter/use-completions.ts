import { computed, nextTick, shallowRef, watch, type Ref } from 'vue'
import { completionsAt } from '../../../../../shared/domain/compare/filter'
import type { ComparedRun } from '../../../../../shared/domain/compare/compared-run'

interface Written {
  readonly input: Readonly<Ref<HTMLInputElement | null>>
  readonly text: Readonly<Ref<string>>
  readonly runs: Readonly<Ref<readonly ComparedRun[]>>
  /** Takes a text as if it had been typed. */
  readonly take: (text: string) => void
}

/** What the word at the caret may become, and the keys with which one of it is chosen. */
export function useCompletions({ input, text, runs, take }: Written) {
  const caret = shallowRef(0)
  const isOpen = shallowRef(false)
  /** -1 while none is chosen: Enter and Tab then do what they do elsewhere. */
  const chosen = shallowRef(-1)

  const found = computed(() =>
    isOpen.value ? completionsAt(text.value, caret.value, runs.value) : null,
  )
  const choices = computed(() => found.value?.options ?? [])
  watch(choices, () => {
    chosen.value = -1
  })

  const follow = () => {
    caret.value = input.value?.selectionStart ?? text.value.length
  }
  const open = () => {
    follow()
    isOpen.value = true
  }
  const close = () => {
    isOpen.value = false
  }

  /** Puts a choice in place of the word at the caret. */
  async function complete(at: number): Promise<void> {
    const [choice, where] = [choices.value[at], found.value]
    if (!choice || !where) return
    const before = text.value.slice(0, where.from) + choice.text
    take(before + text.value.slice(where.to))
    await nextTick()
    input.value?.focus()
    input.value?.setSelectionRange(before.length, before.length)
    follow()
  }

  /** Goes round, with a stop where none is chosen. */
  const walk = (by: number) => {
    const stops = choices.value.length + 1
    chosen.value = ((chosen.value + 1 + by + stops) % stops) - 1
  }

  function onKey(event: KeyboardEvent): void {
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
    if (choices.value.length === 0) {
      if (event.key === 'Enter') close()
      return
    }
    const hasChosen = chosen.value >= 0
    const steps: Readonly<Record<string, (() => unknown) | false>> = {
      ArrowDown: () => walk(1),
      ArrowUp: () => walk(-1),
      Escape: close,
      Enter: () => (hasChosen ? complete(chosen.value) : close()),
      Tab: hasChosen && (() => complete(chosen.value)),
    }
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    step()
  }

  return { choices, chosen, open, close, follow, complete, onKey }
}
