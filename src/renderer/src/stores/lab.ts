import { inject, onScopeDispose, watch, type Ref } from 'vue'
import type { EventName, EventPayload, LabApi } from '../../../shared/contract/api'
import { connectionKey, type Connection, type ConnectionState } from '../bridge'

/** The connection that the app was started with; for stores only. */
export function useConnection(): Connection {
  const connection = inject(connectionKey)
  if (!connection) throw new Error('No connection to a lab was provided.')
  return connection
}

/** Listens to an event of the lab for as long as the store lives. */
export function listen<Name extends EventName>(
  lab: LabApi,
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): void {
  onScopeDispose(lab.on(name, listener))
}

/** Loads now, or once connected, and again after every reconnect. */
export function whenConnected(state: Ref<ConnectionState>, load: () => unknown): void {
  watch(
    state,
    (next) => {
      if (next === 'connected') void load()
    },
    { immediate: true },
  )
}
