import { useEventListener } from '@vueuse/core'

const controls = 'input, textarea, select, button, a, summary, [tabindex="0"], [role="dialog"]'

/** True while a key press belongs to something that has the focus. */
const isTaken = ({ target }: KeyboardEvent) =>
  target instanceof Element && target.closest(controls) !== null

const isTyping = ({ target }: KeyboardEvent) =>
  target instanceof Element && target.closest('input:not([type="checkbox"]), textarea') !== null

const leaderMs = 1_200

/**
 * Keys of a screen while it is shown. "Space" waits until nothing has the focus; letters work
 * unless somebody types. Two keys, such as "g s", are pressed one after the other.
 */
export function useShortcuts(shortcuts: Readonly<Record<string, () => void>>): void {
  let leader = ''
  let leaderAt = 0
  useEventListener(document, 'keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const key = event.key === ' ' ? 'Space' : event.key
    if (key === 'Space' ? isTaken(event) : isTyping(event)) return
    const pair = Date.now() - leaderAt < leaderMs ? `${leader} ${key}` : key
    leader = key
    leaderAt = Date.now()
    const act = shortcuts[pair] ?? shortcuts[key]
    if (!act) return
    event.preventDefault()
    act()
  })
}
