import { computed, shallowRef, type ComputedRef } from 'vue'

/** Older states are forgotten. */
const mostStates = 500

/** A value with every state it had, to go back to and forward again. */
export interface EditHistory<State> {
  readonly current: ComputedRef<State>
  readonly canUndo: ComputedRef<boolean>
  readonly canRedo: ComputedRef<boolean>
  /**
   * Makes a new state. Edits in a row with the same `gesture`, such as one drag, are undone as one.
   */
  readonly change: (next: State, gesture?: string) => void
  /** Another state in place of the current one: no edit, so nothing to undo. */
  readonly amend: (state: State) => void
  /** The next edit is undone by itself, whatever its gesture. */
  readonly endGesture: () => void
  readonly undo: () => void
  readonly redo: () => void
  /** Begins anew with a state that cannot be undone. */
  readonly restart: (state: State) => void
}

/** Undo and redo over plain, immutable states. */
export function createEditHistory<State>(first: State): EditHistory<State> {
  const states = shallowRef<readonly State[]>([first])
  const at = shallowRef(0)
  let lastGesture: string | undefined

  const current = computed(() => states.value[at.value] ?? first)
  const go = (to: number) => {
    lastGesture = undefined
    at.value = Math.min(states.value.length - 1, Math.max(0, to))
  }

  return {
    current,
    canUndo: computed(() => at.value > 0),
    canRedo: computed(() => at.value < states.value.length - 1),
    change: (next, gesture) => {
      const merges = gesture !== undefined && gesture === lastGesture && at.value > 0
      const kept = states.value.slice(0, merges ? at.value : at.value + 1)
      states.value = [...kept, next].slice(-mostStates)
      at.value = states.value.length - 1
      lastGesture = gesture
    },
    amend: (state) => {
      states.value = states.value.with(at.value, state)
    },
    endGesture: () => {
      lastGesture = undefined
    },
    undo: () => go(at.value - 1),
    redo: () => go(at.value + 1),
    restart: (state) => {
      lastGesture = undefined
      states.value = [state]
      at.value = 0
    },
  }
}
