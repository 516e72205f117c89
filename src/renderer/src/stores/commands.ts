import { defineStore } from 'pinia'
import { computed, shallowRef, type Component } from 'vue'

/** Something a person can do now: by the palette, the menu, the list of shortcuts, or its keys. */
export interface Command {
  /** Its own, such as "study.pause". */
  readonly id: string
  /** As a person asks for it: "Pause all runs". */
  readonly title: string
  /** Heading under which it stands; the present page's own when left out. */
  readonly group?: string
  /** "Mod+S" (Ctrl, or Cmd on a Mac), "g s" (one after the other), "Space", "?". */
  readonly keys?: string
  /** The page takes these keys itself; they are only told. */
  readonly takesKeysItself?: boolean
  /** Other words by which it is found. */
  readonly words?: string
  readonly icon?: Component
  /** It is shown, but cannot be done now. */
  readonly disabled?: boolean
  readonly run: () => void
}

type Offer = () => readonly Command[]

/** What can be done: everywhere, and on the present page. */
export const useCommandsStore = defineStore('commands', () => {
  const offers = shallowRef<readonly Offer[]>([])
  const commands = computed(() => offers.value.flatMap((offer) => offer()))

  /** Returns the function that takes the commands back. */
  function offer(made: Offer): () => void {
    offers.value = [...offers.value, made]
    return () => {
      offers.value = offers.value.filter((each) => each !== made)
    }
  }

  /** Does a command by its id; false where there is none, or it cannot be done now. */
  function run(id: string): boolean {
    const found = commands.value.find((command) => command.id === id)
    if (!found || found.disabled) return false
    found.run()
    return true
  }

  return { commands, offer, run }
})
