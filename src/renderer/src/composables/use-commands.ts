import { useEventListener } from '@vueuse/core'
import { onScopeDispose, toValue, type MaybeRefOrGetter } from 'vue'
import { useCommandsStore, type Command } from '../stores/commands'
import { commandFor, keyName } from './command-keys'

export type { Command } from '../stores/commands'

/**
 * Offers commands for as long as the component is there: in the palette, in the list of shortcuts,
 * in the native menu, and by their keys. What depends on a state is given as a getter.
 */
export function useCommands(commands: MaybeRefOrGetter<readonly Command[]>): void {
  onScopeDispose(useCommandsStore().offer(() => toValue(commands)))
}

const controls = 'input, textarea, select, button, a, summary, [tabindex="0"]'
const fields = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select'
const within = ({ target }: KeyboardEvent, selector: string) =>
  target instanceof Element && target.closest(selector) !== null

/** True while a key press belongs to what has the focus, or to a dialog over the page. */
function isTaken(event: KeyboardEvent, name: string): boolean {
  if (within(event, '[aria-modal="true"], [role="menu"]')) return true
  if (name.startsWith('Mod+')) return false
  return within(event, name === 'Space' || name === 'Enter' ? controls : fields)
}

/** Two keys, such as "g s", are pressed within this time. */
const leaderMs = 1_200

/** Does commands by their keys; called once, by the frame of the app. */
export function useCommandKeys(): void {
  const store = useCommandsStore()
  let leader: string | null = null
  let leaderAt = 0
  useEventListener(document, 'keydown', (event) => {
    if (event.defaultPrevented) return
    const name = keyName(event)
    if (name === null || isTaken(event, name)) return
    const before = event.timeStamp - leaderAt < leaderMs ? leader : null
    leader = name
    leaderAt = event.timeStamp
    const command = commandFor(store.commands, name, before)
    if (!command || command.disabled) return
    leader = null
    event.preventDefault()
    command.run()
  })
}
