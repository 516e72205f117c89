import type { EventName, EventPayload } from '../../shared/contract/api'

type Listener<Name extends EventName> = (payload: EventPayload<Name>) => void

/** Hands every event of the lab to whoever listens: windows, browser tabs, the command line. */
export class EventHub {
  private readonly listeners = new Map<EventName, Set<Listener<never>>>()

  /** Returns the function that unsubscribes. */
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
    const set = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, set)
    set.add(listener)
    return () => {
      set.delete(listener)
    }
  }

  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    // The set under `name` only ever received listeners for `name`.
    const set = this.listeners.get(name) as Set<Listener<Name>> | undefined
    for (const listener of set ?? []) listener(payload)
  }
}
