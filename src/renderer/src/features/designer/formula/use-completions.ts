import { computed, shallowRef, type ShallowRef } from 'vue'
import { completionsAt, writtenFor, type Completions } from './completions'
import { writeText } from './write-text'

/** The list of names under a text box: when it is open, which name is chosen, and taking one. */
export function useCompletions(box: Readonly<ShallowRef<HTMLTextAreaElement | null>>) {
  const found = shallowRef<Completions | null>(null)
  const active = shallowRef(0)
  const names = computed(() => found.value?.names ?? [])

  function close(): void {
    found.value = null
  }

  /** Looks for names that fit what has just been typed. */
  function look(): void {
    const { value = '', selectionEnd = 0 } = box.value ?? {}
    found.value = completionsAt(value, selectionEnd)
    active.value = 0
  }

  function take(index: number): void {
    const name = names.value[index]
    if (!found.value || !name || !box.value) return
    const { from, to } = found.value
    writeText(box.value, { from, to, ...writtenFor(name, box.value.value.slice(to)) })
    close()
  }

  /** Whether the key was one of the open list. */
  function key({ key: pressed, shiftKey }: KeyboardEvent): boolean {
    const { length } = names.value
    if (length === 0) return false
    switch (pressed) {
      case 'ArrowDown':
        active.value = (active.value + 1) % length
        return true
      case 'ArrowUp':
        active.value = (active.value + length - 1) % length
        return true
      case 'Tab':
        if (shiftKey) return false
        take(active.value)
        return true
      case 'Enter':
        take(active.value)
        return true
      case 'Escape':
        close()
        return true
      default:
        return false
    }
  }

  return { names, active, look, take, close, key }
}
